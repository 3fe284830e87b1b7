import { placeWords } from '../../../store/safetyCalls';
import type { Bar } from './plan';

/** At a type of one, in pixels: what stands above the lanes, and a bar. */
export const TOP = 16;
const HEIGHT = 22;

interface CallBarProps {
  readonly bar: Bar;
  readonly id: string;
  readonly laneHeight: number;
  readonly type: number;
  /** The beginning of the ids of the patterns. */
  readonly patterns: string;
  readonly lit: boolean;
  readonly focusable: boolean;
  onSelect(): void;
  onPoint(on: boolean): void;
}

/** A write is filled, an append hatched, a read empty and round; one that has not returned has no end. */
export function CallBar(props: CallBarProps) {
  const { bar, id, laneHeight, type, patterns, lit, focusable, onSelect, onPoint } = props;
  const { view, lane, from, to, open } = bar;
  const { op } = view.call;
  const y = TOP * type + lane * laneHeight;
  const [width, height] = [to - from, HEIGHT * type];
  const box = { x: from, y, width, height, rx: (op === 'get' ? 11 : 2) * type };
  const veil = open ? { mask: `url(#${patterns}-open)` } : {};
  return (
    // biome-ignore lint/a11y/useSemanticElements: there is no button among drawn things
    <g
      className="hist-call"
      data-op={op}
      data-call={id}
      data-lit={lit || undefined}
      data-open={open || undefined}
      data-stuck={view.stuck || undefined}
      role="button"
      aria-label={placeWords(view)}
      tabIndex={focusable ? 0 : -1}
      onClick={onSelect}
      onKeyDown={() => {}}
      onPointerEnter={() => onPoint(true)}
      onPointerLeave={() => onPoint(false)}
      onFocus={() => onPoint(true)}
      onBlur={() => onPoint(false)}
    >
      <g {...veil}>
        <rect className="hist-bar" {...box} />
        {op === 'append' && <rect {...box} fill={`url(#${patterns}-append)`} />}
        {view.stuck && <rect {...box} fill={`url(#${patterns}-stuck)`} />}
      </g>
      {view.stuck && (
        <rect
          className="hist-stuck"
          x={from - 3}
          y={y - 3}
          width={width + 6}
          height={height + 6}
          rx={box.rx + 3}
        />
      )}
      <text x={from + 8 * type} y={y + 15 * type}>
        {view.words}
      </text>
    </g>
  );
}
