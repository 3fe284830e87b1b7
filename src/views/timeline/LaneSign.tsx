import type { MarkKind } from '../../store/trace';

/** The sign of a mark, standing on its lane: the origin is the lane's moment, up is negative. */
export function LaneSign({ kind }: { kind: MarkKind }) {
  switch (kind) {
    case 'start':
      return <path className="tl-sign-start" d="M0 0V-17M0.5 -17l9 4l-9 4z" />;
    case 'done':
      return <path className="tl-sign-line" d="M0 0V-14M-4 -14h8M-4 -10h8" />;
    case 'retry':
      return (
        <path className="tl-sign-line" d="M4 -14.5a5 5 0 1 0 1 3M5.5 -17.5l-1.2 3.6l-3.6 -0.9" />
      );
    case 'decide':
      return (
        <g className="tl-sign-decide">
          <path d="M0 -20L8 -12L0 -4L-8 -12Z" />
          <path className="tl-sign-tick" d="M-3.2 -12l2.3 2.4l4.2 -4.6" />
        </g>
      );
    case 'forget':
      return <path className="tl-sign-forget" d="M-5 -16h10v10h-10zM-5 -16l10 10M5 -16l-10 10" />;
    case 'crash':
      return <path className="tl-sign-crash" d="M2 -20l-7 10h4l-3 9l8 -12h-4.5z" />;
    case 'restart':
      return <path className="tl-sign-line" d="M0 -18v6M-3.6 -15.6a5.4 5.4 0 1 0 7.2 0" />;
    case 'pause':
      return <path className="tl-sign-line" d="M-3 -17v10M3 -17v10" />;
    case 'poll':
      return <circle className="tl-sign-poll" cy={-4} r={2} />;
    case 'resume':
      return <path className="tl-sign-solid" d="M-4 -18l9 6l-9 6z" />;
    case 'elect':
      return <path className="tl-sign-elect" d="M0 0V-17M0.5 -17l9 4l-9 4z" />;
    case 'lead':
      return <path className="tl-sign-lead" d={CROWN} />;
    case 'stepDown':
      return <path className="tl-sign-line" d="M0 -20V-8M-4.5 -12.5L0 -8L4.5 -12.5M-6 -4h12" />;
  }
}

/** A crown above its lane. */
export const CROWN = 'M-7.5 -6L-9 -16.5L-4.2 -12.8L0 -19.5L4.2 -12.8L9 -16.5L7.5 -6Z';
