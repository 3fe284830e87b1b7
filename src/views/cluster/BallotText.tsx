import type { Point } from './geometry/plane';

/** A ballot beside its mark, on the side where no message comes the other way. */
export function BallotText({ text, side, size }: { text: string; side: Point; size: number }) {
  const anchor = side.x > 0.35 ? 'start' : side.x < -0.35 ? 'end' : 'middle';
  const distance = size * 0.5 + 5;
  return (
    <text
      className="message-ballot"
      x={side.x * distance}
      y={side.y * (distance + 4)}
      dy="0.36em"
      textAnchor={anchor}
    >
      {text}
    </text>
  );
}
