import { useState } from 'react';
import { callWeather } from '../../store/weather';
import { useSession, useVerbs } from '../shared/useSession';
import { ActForm } from './ActForm';
import { NumberField } from './NumberField';

const percent = (ratio: number) => Math.round(ratio * 1000) / 10;

/** The network's habits from now on. */
export function WeatherForm() {
  const session = useVerbs();
  const weather = useSession((state) => state.moment.world.weather);
  const [error, setError] = useState<string | null>(null);
  return (
    <ActForm
      title="Weather of the network"
      verb="Change"
      error={error}
      setError={setError}
      submit={(data) => callWeather(session, (name) => String(data.get(name)))}
    >
      <NumberField name="least" label="Least delay, ms" value={weather.delay[0]} />
      <NumberField name="most" label="Most delay, ms" value={weather.delay[1]} />
      <NumberField name="loss" label="Requests lost, %" value={percent(weather.loss)} />
      <NumberField name="replyLoss" label="Replies lost, %" value={percent(weather.replyLoss)} />
      <NumberField
        name="duplicate"
        label="Messages that arrive twice, %"
        value={percent(weather.duplicate)}
      />
    </ActForm>
  );
}
