import { memo, type Ref } from 'react';
import type { ClusterMessage } from '../../check/cluster';
import type { Wire } from '../../sim/world';
import { nameOfMessage, signOf } from '../../store/words';
import { MessageMark } from '../shared/MessageMark';
import { CrossMark } from './CrossMark';

interface MessageButtonProps {
  readonly wire: Wire<ClusterMessage>;
  readonly size: number;
  readonly held: boolean;
  /** Of another instance than the one in focus, lit, selected, or about to be dropped. */
  readonly look: string;
  readonly ref: Ref<SVGGElement>;
}

/** A message under way, and a button that drops it; its group listens. */
export const MessageButton = memo(function MessageButton({
  wire,
  size,
  held,
  look,
  ref,
}: MessageButtonProps) {
  const name = nameOfMessage(wire);
  return (
    // biome-ignore lint/a11y/useSemanticElements: HTML has no place inside an SVG picture.
    <g
      ref={ref}
      role="button"
      tabIndex={0}
      aria-label={held ? `${name}, held` : name}
      className={`message ${look}`}
      data-wire={wire.id}
      data-menu={`message:${wire.id}`}
    >
      <circle className="message-halo" r={size * 0.95} />
      {held && <circle className="message-held" r={size * 0.95} />}
      <circle className="message-core" r={size * 0.6} />
      <g className="message-mark">
        <MessageMark sign={signOf(wire.message)} size={size} />
      </g>
      <CrossMark size={size} />
    </g>
  );
});
