import type { Sign } from '../../store/words';

/**
 * The mark of a message, by its part in the protocol: the same in ring, timeline, events, inspector and legend, centred
 * on the origin of the surrounding SVG. Phase 1 a hollow circle, phase 2 a filled square, a decision a diamond, a refusal
 * a barred circle; an answer carries a dot, so that asking and answering differ without colour.
 */
export function MessageMark({ sign, size = 12 }: { sign: Sign; size?: number }) {
  const r = size / 2;
  switch (sign) {
    case 'prepare':
      return <circle className="mark mark-phase-1" r={r} />;
    case 'promise':
      return (
        <g className="mark mark-phase-1">
          <circle r={r} />
          <circle className="mark-dot" r={r * 0.32} />
        </g>
      );
    case 'accept':
      return <rect className="mark mark-phase-2" x={-r} y={-r} width={size} height={size} />;
    case 'accepted':
      return (
        <g className="mark mark-phase-2">
          <rect x={-r} y={-r} width={size} height={size} />
          <circle className="mark-dot" r={r * 0.32} />
        </g>
      );
    case 'reject':
      return (
        <g className="mark mark-reject">
          <circle r={r} />
          <line x1={-r * 0.7} y1={r * 0.7} x2={r * 0.7} y2={-r * 0.7} />
        </g>
      );
    // Small and quiet, for there are many of them.
    case 'heartbeat':
      return <circle className="mark mark-pulse" r={r * 0.45} />;
    case 'heartbeat-reply':
      return <circle className="mark mark-pulse-reply" r={r * 0.45} />;
    // A clerk's call and its answer: a chevron out, a chevron back.
    case 'request':
      return (
        <path className="mark mark-client" d={`M${-r * 0.7} ${-r}L${r * 0.7} 0L${-r * 0.7} ${r}`} />
      );
    case 'reply':
      return (
        <path className="mark mark-client" d={`M${r * 0.7} ${-r}L${-r * 0.7} 0L${r * 0.7} ${r}`} />
      );
    case 'decided':
      return (
        <path
          className="mark mark-phase-3"
          d={`M0 ${-r * 1.25}L${r * 1.25} 0L0 ${r * 1.25}L${-r * 1.25} 0Z`}
        />
      );
  }
}
