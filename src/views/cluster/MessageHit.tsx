import { memo, type Ref } from 'react';

interface MessageHitProps {
  readonly id: number;
  readonly name: string;
  /** Of its mark. */
  readonly size: number;
  readonly ref: Ref<SVGGElement>;
}

const LEAST_RADIUS = 16;

/** The room around a mark in which the pointer means it. It lies below all marks, so that none covers another. */
export const MessageHit = memo(function MessageHit({ id, name, size, ref }: MessageHitProps) {
  return (
    <g ref={ref} data-wire={id} data-menu={`message:${id}`} aria-hidden>
      <title>{`${name}. Click drops it.`}</title>
      <circle className="message-hit" r={Math.max(LEAST_RADIUS, size)} />
    </g>
  );
});
