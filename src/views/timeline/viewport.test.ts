import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { xInView } from './timeScale';
import { createViewport } from './viewport';

const WIDTH = 500;

function open() {
  let now = 0;
  const viewport = createViewport(
    () => ({ end: now, whole: 4_000_000 }),
    () => now,
  );
  viewport.reset(500_000);
  viewport.resize(WIDTH);
  const to = (time: number) => {
    now = time;
    viewport.present(time);
  };
  return { viewport, to, x: () => xInView(viewport.view(), now) };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('a viewport', () => {
  test('follows the present, and stops where a person pans', () => {
    const { viewport, to, x } = open();
    to(2_000_000);
    expect(x()).toBeCloseTo(400);
    viewport.pan(-100);
    expect(viewport.isFollowing()).toBe(false);
    to(2_100_000);
    expect(x()).toBeCloseTo(600);
    viewport.follow();
    expect(x()).toBeCloseTo(400);
  });

  test('shows a present that was jumped to the same way, wherever the jump came from', () => {
    const { viewport, to, x } = open();
    const arriveAt = (time: number) => {
      to(time);
      viewport.arrive();
      return { view: viewport.view(), frame: viewport.frame() };
    };
    const forth = [300_000, 2_000_000, 2_100_000, 9_000_000].map(arriveAt);
    const back = [2_100_000, 2_000_000, 300_000].map(arriveAt);
    expect(back).toEqual(forth.slice(0, 3).toReversed());
    viewport.pan(-100);
    const panned = viewport.view();
    arriveAt(2_000_000);
    expect(viewport.view()).toBe(panned);
    expect(x()).toBeGreaterThan(400);
  });

  test('renews its frame only when the view has left it', () => {
    const { viewport, to } = open();
    to(2_000_000);
    const frame = viewport.frame();
    to(2_200_000);
    expect(viewport.frame()).toBe(frame);
    to(2_400_000);
    expect(viewport.frame()).not.toBe(frame);
    expect(viewport.frame().scale).toBe(frame.scale);
  });

  test('draws sharply again a moment after the last zoom', () => {
    const { viewport, to } = open();
    to(2_000_000);
    const { scale } = viewport.frame();
    viewport.zoom(0.5, 100);
    vi.advanceTimersByTime(100);
    viewport.zoom(0.5, 100);
    vi.advanceTimersByTime(100);
    expect(viewport.frame().scale).toBe(scale);
    vi.advanceTimersByTime(30);
    expect(viewport.frame().scale.perPx).toBe(viewport.view().perPx);
  });

  test('zooms around the pointer, and lets go of a present that is pushed out of view', () => {
    const { viewport, to } = open();
    to(2_000_000);
    viewport.zoom(0.5, 390);
    expect(viewport.isFollowing()).toBe(true);
    viewport.zoom(0.5, 50);
    expect(viewport.isFollowing()).toBe(false);
  });

  test('begins anew with another scenario', () => {
    const { viewport, to } = open();
    to(2_000_000);
    viewport.pan(-100);
    viewport.reset(100_000);
    expect(viewport.isFollowing()).toBe(true);
    expect(viewport.view().perPx).toBe(200);
  });
});
