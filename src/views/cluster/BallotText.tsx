import type { Point } from './geometry/plane';

/** A ballot beside its mark, on the side where no message comes the other way. */
export function BallotText({ text, side, size }: { text: string; side: Point; size: number }) {
  const distance = size * 0.5 + 4;
  // Messages that travel sideways carry it above or below, all others to the left or right.
  if (Math.abs(side.x) < SIDEWAYS) {
    return (
      <text
        className="message-ballot"
        y={Math.sign(side.y) * (distance + 5)}
        dy="0.36em"
        textAnchor="middle"
      >
        {text}
      </text>
    );
  }
  return (
    <text
      className="message-ballot"
      x={Math.sign(side.x) * distance}
      dy="0.36em"
      textAnchor={side.x > 0 ? 'start' : 'end'}
    >
      {text}
    </text>
  );
}

const SIDEWAYS = 0.35;
