import type { Micros } from '../../sim/time';
import {
  type Bounds,
  type Frame,
  fitting,
  following,
  frameFor,
  outgrown,
  panned,
  spanning,
  type View,
  within,
  xInView,
  zoomed,
} from './timeScale';

/**
 * What is seen of time. The view moves with every gesture and tick, outside React; the frame is what elements were
 * drawn for, and is renewed when the view has left it, or a moment after the last zoom.
 */
export interface Viewport {
  view(): View;
  width(): number;
  frame(): Frame;
  isFollowing(): boolean;
  /** @returns the way to stop listening; for what moves with the view. */
  onMove(listener: () => void): () => void;
  /** The same for the frame, and for whether the present is followed. */
  onFrame(listener: () => void): () => void;
  resize(width: number): void;
  /** Begins anew, with `span` of time across the width. */
  reset(span: Micros): void;
  /** The present has moved. */
  present(now: Micros): void;
  follow(): void;
  /** The present was jumped to: while it is followed, what is seen depends on it alone and not on the way there. */
  arrive(): void;
  pan(pixels: number): void;
  /** Zooms around `x`; without one around the present while it is followed, else around the middle. */
  zoom(factor: number, x?: number): void;
  fit(): void;
  showSpan(from: Micros, to: Micros): void;
  /** Pans so that a time is in view. */
  reveal(time: Micros): void;
}

/** How long after the last zoom everything is drawn sharply again. */
const SETTLE_MS = 120;
/** A span is given for a region of this width; a wider one sees more. */
const [NARROWEST, WIDEST] = [280, 900];

export function createViewport(bounds: () => Bounds, now: () => Micros): Viewport {
  let width = 500;
  let view: View = { start: 0, perPx: 1000 };
  let frame = frameFor(view, width, null);
  let isFollowing = true;
  let span: Micros | null = null;
  let sized = false;
  let timer: ReturnType<typeof setTimeout> | null = null;
  const movers = new Set<() => void>();
  const framers = new Set<() => void>();

  function tell(listeners: Set<() => void>): void {
    for (const listener of listeners) listener();
  }

  function settle(): void {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    frame = frameFor(view, width, frame);
    tell(framers);
  }

  function show(next: View): void {
    const zooms = next.perPx !== frame.scale.perPx;
    if (next.start === view.start && next.perPx === view.perPx) return;
    view = next;
    tell(movers);
    if (!zooms && outgrown(frame, view, width)) settle();
    else if (zooms) settleLater();
  }

  /** While a zoom goes on and on, the picture is renewed now and then all the same. */
  function settleLater(): void {
    if (timer !== null && outgrown(frame, view, width)) return;
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(settle, SETTLE_MS);
  }

  function setFollowing(next: boolean): void {
    if (isFollowing === next) return;
    isFollowing = next;
    tell(framers);
  }

  /** The view that has the present where it stands when it comes from far. */
  function standing(perPx: number): View {
    return following({ start: Number.NEGATIVE_INFINITY, perPx }, now(), width);
  }

  function begin(): void {
    if (span === null || !sized) return;
    view = standing(span / Math.max(NARROWEST, Math.min(WIDEST, width)));
    isFollowing = true;
    tell(movers);
    settle();
  }

  return {
    view: () => view,
    width: () => width,
    frame: () => frame,
    isFollowing: () => isFollowing,
    onMove(listener) {
      movers.add(listener);
      return () => movers.delete(listener);
    },
    onFrame(listener) {
      framers.add(listener);
      return () => framers.delete(listener);
    },
    resize(next) {
      if (next === width && sized) return;
      width = Math.max(1, next);
      const first = !sized;
      sized = true;
      if (first) return begin();
      if (isFollowing) view = following(view, now(), width);
      tell(movers);
      settle();
    },
    reset(next) {
      span = next;
      begin();
    },
    present(time) {
      if (isFollowing) show(following(view, time, width));
    },
    follow() {
      setFollowing(true);
      show(following(view, now(), width));
    },
    arrive() {
      if (!isFollowing || !sized) return;
      view = standing(view.perPx);
      frame = frameFor(view, width, null);
      tell(movers);
      settle();
    },
    pan(pixels) {
      setFollowing(false);
      show(within(panned(view, pixels), width, bounds()));
    },
    zoom(factor, x) {
      const place = xInView(view, now());
      const present = isFollowing && place >= 0 && place <= width ? place : width / 2;
      const next = zoomed(view, factor, x ?? present, width, bounds());
      if (xInView(next, now()) > width) setFollowing(false);
      show(next);
    },
    fit() {
      setFollowing(true);
      show(fitting(bounds().end, width));
    },
    showSpan(from, to) {
      setFollowing(false);
      show(within(spanning(from, to, width), width, bounds()));
    },
    reveal(time) {
      const x = xInView(view, time);
      if (x >= 0 && x <= width * 0.95) return;
      setFollowing(false);
      show(within(panned(view, x - width / 2), width, bounds()));
    },
  };
}
