import { memo, type Ref } from 'react';

const LEAST_RADIUS = 16;

interface MessageHitProps {
  readonly id: number;
  readonly name: string;
  readonly size: number;
  readonly ref: Ref<SVGGElement>;
}

/** The room around a mark in which the pointer means it. It lies below all marks, so that none covers another. */
export const MessageHit = memo(function MessageHit({
  id,
  name,
  ref,
}: {
  id: number;
  name: string;
  ref: Ref<SVGGElement>;
}) {
  return (
    <g ref={ref} data-wire={id} data-menu={`message:${id}`} aria-hidden>
      <title>{`${name}. Click drops it.`}</title>
      <circle className="message-hit" r={Math.max(LEAST_RADIUS, size)} />
    </g>
  );
});
