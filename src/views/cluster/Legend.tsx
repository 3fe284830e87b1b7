import type { MessageKind } from '../../protocol/basic';
import { MessageMark } from '../shared/MessageMark';

const KINDS: readonly MessageKind[] = [
  'prepare',
  'promise',
  'accept',
  'accepted',
  'reject',
  'decided',
];

/** The marks of the messages and their names. */
export function Legend() {
  return (
    <ul className="cluster-legend" aria-label="Message marks">
      {KINDS.map((kind) => (
        <li key={kind}>
          <svg viewBox="-9 -9 18 18" aria-hidden>
            <MessageMark kind={kind} />
          </svg>
          {kind}
        </li>
      ))}
    </ul>
  );
}
