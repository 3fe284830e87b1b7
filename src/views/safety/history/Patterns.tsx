/** What fills bars beside colour. */
export function Patterns({ id, type }: { id: string; type: number }) {
  const size = 7 * type;
  const tile = { width: size, height: size, patternUnits: 'userSpaceOnUse' };
  return (
    <defs>
      <pattern id={`${id}-append`} {...tile} patternTransform="rotate(45)">
        <line className="hist-hatch" y2={size} strokeWidth={2 * type} />
      </pattern>
      <pattern id={`${id}-stuck`} {...tile} patternTransform="rotate(-45)">
        <line className="hist-bars" y2={size} strokeWidth={2.5 * type} />
      </pattern>
      <linearGradient id={`${id}-fade`}>
        <stop offset="0.45" stopColor="white" />
        <stop offset="1" stopColor="white" stopOpacity={0.08} />
      </linearGradient>
      <mask id={`${id}-open`} maskContentUnits="objectBoundingBox">
        <rect width="1" height="1" fill={`url(#${id}-fade)`} />
      </mask>
    </defs>
  );
}
