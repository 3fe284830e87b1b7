import type { Micros } from '../../sim/time';

/** Where a time stands: x = (time - origin) / perPx. */
export interface TimeScale {
  readonly origin: Micros;
  /** Microseconds of virtual time in one pixel. */
  readonly perPx: number;
}

/** What is seen: the time at the left edge, and the zoom. */
export interface View {
  readonly start: Micros;
  readonly perPx: number;
}

/** What was drawn: a scale, and the stretch of time that elements stand ready for. */
export interface Frame {
  readonly scale: TimeScale;
  readonly from: Micros;
  readonly to: Micros;
}

/** What a view must stay within. `end`: the last moment there is; `whole`: the longest span that may be seen. */
export interface Bounds {
  readonly end: Micros;
  readonly whole: Micros;
}

/** Empty room before the beginning, in pixels. */
export const PAD = 16;
export const SHORTEST_SPAN: Micros = 5_000;
/** Elements stand ready this far beyond both edges. */
const OVERSCAN = 300;
/** Coordinates far from the origin are imprecise; a scale is used for so many pixels. */
const FARTHEST = 20_000;
/** Where the present stands while the view follows it, as a part of the width, and how far back it may slip. */
const PRESENT = 0.8;
const SLIPPED = 0.03;

export const xOf = ({ origin, perPx }: TimeScale, time: Micros): number => (time - origin) / perPx;

export const timeAt = (view: View, x: number): Micros => view.start + x * view.perPx;

export const xInView = (view: View, time: Micros): number => (time - view.start) / view.perPx;

/** The nearest view that stays within the bounds. */
export function within({ start, perPx }: View, width: number, { end, whole }: Bounds): View {
  const zoom = clamp(perPx, SHORTEST_SPAN / width, Math.max(SHORTEST_SPAN, whole) / width);
  const first = -PAD * zoom;
  const last = Math.max(first, end - width * zoom * 0.2);
  return { start: clamp(start, first, last), perPx: zoom };
}

/** Zoomed by `factor` (more than 1 sees more) around the moment at `x`. */
export function zoomed(view: View, factor: number, x: number, width: number, bounds: Bounds): View {
  const { perPx } = within({ ...view, perPx: view.perPx * factor }, width, bounds);
  return within({ start: timeAt(view, x) - x * perPx, perPx }, width, bounds);
}

export function panned(view: View, pixels: number): View {
  return { ...view, start: view.start + pixels * view.perPx };
}

/** A view in which `from` to `to` fill the width. */
export function spanning(from: Micros, to: Micros, width: number): View {
  return { start: from, perPx: Math.max(SHORTEST_SPAN, to - from) / width };
}

/** The whole run, with the present where it stands while the view follows it. */
export function fitting(end: Micros, width: number): View {
  const perPx = Math.max(SHORTEST_SPAN, end) / (width * PRESENT - PAD);
  return { start: -PAD * perPx, perPx };
}

/** The view moved so that the present is in it; the same view when it is already. */
export function following(view: View, now: Micros, width: number): View {
  const place = xInView(view, now) / width;
  if (place <= PRESENT && place >= SLIPPED) return view;
  const start = Math.max(-PAD * view.perPx, now - PRESENT * width * view.perPx);
  return Math.abs(start - view.start) < view.perPx / 100 ? view : { ...view, start };
}

/** What to draw for a view; the scale of the previous frame is kept as long as it serves. */
export function frameFor(view: View, width: number, previous: Frame | null): Frame {
  const from = timeAt(view, -OVERSCAN);
  const to = timeAt(view, width + OVERSCAN);
  const old = previous?.scale;
  const serves = old?.perPx === view.perPx && Math.abs(xOf(old, view.start)) < FARTHEST;
  return { scale: serves ? old : { origin: view.start, perPx: view.perPx }, from, to };
}

/** True when the view shows what the frame has not drawn. */
export function outgrown(frame: Frame, view: View, width: number): boolean {
  return view.start < frame.from || timeAt(view, width) > frame.to;
}

/** How a group drawn by a frame's scale stands in a view: moved by `x`, stretched by `k`. */
export function placement({ origin, perPx }: TimeScale, view: View): { x: number; k: number } {
  return { x: (origin - view.start) / view.perPx, k: perPx / view.perPx };
}

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(high, value));
}
