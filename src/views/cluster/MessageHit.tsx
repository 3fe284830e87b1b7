import { memo, type Ref } from 'react';

interface MessageHitProps {
  readonly id: number;
  readonly name: string;
  /** Of its mark. */
  readonly size: number;
  /** It does not stand in the way of others. */
  readonly quiet: boolean;
  readonly ref: Ref<SVGGElement>;
}

const LEAST_RADIUS = 16;
/** WCAG 2.5.8: 24 pixels across. */
const QUIET_RADIUS = 12;

/** The room around a mark in which the pointer means it. It lies below all marks, so that none covers another. */
export const MessageHit = memo(function MessageHit(props: MessageHitProps) {
  const { id, name, size, quiet, ref } = props;
  const radius = quiet ? QUIET_RADIUS : Math.max(LEAST_RADIUS, size);
  return (
    <g ref={ref} data-wire={id} data-menu={`message:${id}`} aria-hidden>
      <title>{`${name}. Click drops it.`}</title>
      <circle className="message-hit" r={radius} />
    </g>
  );
});
