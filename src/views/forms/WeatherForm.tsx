import { useState } from 'react';
import { callWeather } from '../../store/weather';
import { useSession, useVerbs } from '../shared/useSession';
import { ActForm } from './ActForm';

const percent = (ratio: number) => Math.round(ratio * 1000) / 10;

/** The network's habits from now on. */
export function WeatherForm() {
  const session = useVerbs();
  const weather = useSession((state) => state.moment.world.weather);
  const [error, setError] = useState<string | null>(null);
  const field = (name: string, label: string, value: number) => (
    <label>
      {label}
      <input name={name} inputMode="decimal" defaultValue={value} autoComplete="off" />
    </label>
  );
  return (
    <ActForm
      title="Weather of the network"
      verb="Change"
      error={error}
      setError={setError}
      submit={(data) => callWeather(session, (name) => String(data.get(name)))}
    >
      {field('least', 'Least delay, ms', weather.delay[0])}
      {field('most', 'Most delay, ms', weather.delay[1])}
      {field('loss', 'Requests lost, %', percent(weather.loss))}
      {field('replyLoss', 'Replies lost, %', percent(weather.replyLoss))}
      {field('duplicate', 'Messages that arrive twice, %', percent(weather.duplicate))}
    </ActForm>
  );
}
