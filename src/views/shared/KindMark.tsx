import type { ClusterMessage } from '../../check/cluster';
import { MessageMark } from './MessageMark';

/** The mark of a message kind in a line of text. */
export function KindMark({ kind }: { kind: ClusterMessage['kind'] }) {
  return (
    <svg className="kind-mark" viewBox="-8 -8 16 16" aria-hidden="true">
      <MessageMark kind={kind} size={10} />
    </svg>
  );
}
