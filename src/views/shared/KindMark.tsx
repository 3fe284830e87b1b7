import type { Sign } from '../../store/words';
import { MessageMark } from './MessageMark';

/** The mark of a message in a line of text. */
export function KindMark({ sign }: { sign: Sign }) {
  return (
    <svg className="kind-mark" viewBox="-8 -8 16 16" aria-hidden="true">
      <MessageMark sign={sign} size={10} />
    </svg>
  );
}
