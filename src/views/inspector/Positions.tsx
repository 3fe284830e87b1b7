import type { TracedMessage } from '../../store/trace';
import { positionsOf } from '../../store/words';
import { ThingLink } from './ThingLink';

/** The instance or slot that a message is about, or the first and the last of several. */
export function Positions({ message: { message } }: { message: TracedMessage }) {
  const [first, last] = positionsOf(message) ?? [];
  if (first === undefined || last === undefined) return null;
  return (
    <>
      <ThingLink thing={{ kind: 'instance', seq: first }}>{first}</ThingLink>
      {last > first && (
        <>
          {' to '}
          <ThingLink thing={{ kind: 'instance', seq: last }}>{last}</ThingLink>
        </>
      )}
    </>
  );
}
