import type { PropertyView } from '../../store/safety';

/** How a property stands, told apart by shape: a tick on a disc, a triangle with an outline, an empty ring. */
export function Lamp({ state }: { state: PropertyView['state'] }) {
  return (
    <svg className={`lamp lamp-${state}`} viewBox="-8 -8 16 16" aria-hidden="true">
      {SHAPES[state]}
    </svg>
  );
}

const SHAPES = {
  holds: (
    <>
      <circle r={6.5} />
      <path className="lamp-glyph" d="M-3 0.2l2.2 2.4l4 -4.8" />
    </>
  ),
  broken: (
    <>
      <path className="lamp-outline" d="M0 -7.2l7.6 13.4h-15.2z" />
      <path className="lamp-ground" d="M0 -4l4.8 8.4h-9.6z" />
      <path className="lamp-glyph" d="M0 -1.2v2.6M0 3v0.4" />
    </>
  ),
  untested: <circle r={5.5} />,
} as const;
