interface PointProps {
  /** The call's place in the order of effect. */
  readonly number: number;
  readonly x: number;
  readonly y: number;
  readonly type: number;
  readonly lit: boolean;
}

const LETTER = 7.6;

/** Where a call took effect, as wide as its number. */
export function Point({ number, x, y, type, lit }: PointProps) {
  const width = Math.max(17, String(number).length * LETTER + 9);
  return (
    <g
      className="hist-point"
      data-lit={lit || undefined}
      transform={`translate(${x} ${y}) scale(${type})`}
    >
      <rect x={-width / 2} y={-8.5} width={width} height={17} rx={8.5} />
      <text y={4.2}>{number}</text>
    </g>
  );
}
