import { useState } from 'react';
import { readJump } from '../../store/runUntil';
import { useSession, useVerbs } from '../shared/useSession';
import { ActForm } from './ActForm';

/** To an event by its number, or to a time. */
export function GoToForm() {
  const { jumpTo } = useVerbs();
  const depth = useSession((state) => state.depth);
  const length = useSession((state) => state.length);
  const [error, setError] = useState<string | null>(null);
  return (
    <ActForm
      title="Go to event"
      verb="Go"
      error={error}
      setError={setError}
      submit={(data) => {
        const jump = readJump(String(data.get('place')));
        if (!jump)
          return 'A whole number is an event, like 318; with ms it is a time, like 1 240 ms.';
        jumpTo(jump);
        return null;
      }}
    >
      <label>
        Event number, or a time in ms
        <input name="place" defaultValue={depth} autoComplete="off" data-focus />
      </label>
      <p>
        This branch has {length} events so far; what lies beyond is played. With “ms”, as in
        “1 240 ms”, it is a time.
      </p>
    </ActForm>
  );
}
