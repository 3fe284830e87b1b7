import { describe, expect, test } from 'vitest';
import {
  type Bounds,
  fitting,
  following,
  frameFor,
  outgrown,
  PAD,
  panned,
  placement,
  spanning,
  type View,
  within,
  xInView,
  xOf,
  zoomed,
} from './timeScale';

const WIDTH = 500;
const bounds: Bounds = { end: 2_000_000, whole: 2_500_000 };
const view: View = { start: 100_000, perPx: 1000 };

describe('a view of time', () => {
  test('zooms around the pointer', () => {
    const near = zoomed(view, 0.5, 200, WIDTH, bounds);
    expect(near.perPx).toBe(500);
    expect(xInView(near, 300_000)).toBe(200);
  });

  test('shows no less than 5 ms and no more than the whole run', () => {
    expect(zoomed(view, 1e-9, 200, WIDTH, bounds).perPx * WIDTH).toBe(5_000);
    expect(zoomed(view, 1e9, 200, WIDTH, bounds).perPx * WIDTH).toBe(2_500_000);
  });

  test('cannot be panned away from the run', () => {
    expect(within(panned(view, -1e6), WIDTH, bounds).start).toBe(-PAD * 1000);
    const last = within(panned(view, 1e6), WIDTH, bounds);
    expect(xInView(last, bounds.end)).toBeCloseTo(0.2 * WIDTH);
  });

  test('fits the whole run, and a span that was chosen', () => {
    const whole = fitting(2_000_000, WIDTH);
    expect(xInView(whole, 0)).toBeCloseTo(PAD);
    expect(xInView(whole, 2_000_000)).toBeCloseTo(0.8 * WIDTH);
    expect(spanning(100_000, 200_000, WIDTH)).toEqual({ start: 100_000, perPx: 200 });
  });
});

describe('following the present', () => {
  test('leaves the view alone while the present is in it', () => {
    expect(following(view, 400_000, WIDTH)).toBe(view);
  });

  test('keeps the present at four fifths of the width', () => {
    expect(xInView(following(view, 700_000, WIDTH), 700_000)).toBeCloseTo(400);
  });

  test('turns a page back when the present slips out at the left', () => {
    const later = { start: 1_500_000, perPx: 1000 };
    expect(xInView(following(later, 1_400_000, WIDTH), 1_400_000)).toBeCloseTo(400);
  });

  test('rests at the beginning', () => {
    const rest = following({ start: 900_000, perPx: 1000 }, 0, WIDTH);
    expect(xInView(rest, 0)).toBeCloseTo(PAD);
    expect(following(rest, 0, WIDTH)).toBe(rest);
  });
});

describe('a frame', () => {
  test('serves until the view leaves it, and keeps its scale when panned', () => {
    const frame = frameFor(view, WIDTH, null);
    const near = panned(view, 299);
    const far = panned(view, 301);
    expect(outgrown(frame, near, WIDTH)).toBe(false);
    expect(outgrown(frame, far, WIDTH)).toBe(true);
    expect(frameFor(far, WIDTH, frame).scale).toBe(frame.scale);
    expect(frameFor(panned(view, 30_000), WIDTH, frame).scale).not.toBe(frame.scale);
  });

  test('is placed so that every time stands where the view has it', () => {
    const { scale } = frameFor(view, WIDTH, null);
    const next = zoomed(panned(view, 40), 0.7, 130, WIDTH, bounds);
    const { x, k } = placement(scale, next);
    for (const time of [0, 123_456, 1_000_000]) {
      expect(x + k * xOf(scale, time)).toBeCloseTo(xInView(next, time), 6);
    }
  });
});
