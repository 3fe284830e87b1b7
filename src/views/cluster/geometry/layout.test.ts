import { describe, expect, test } from 'vitest';
import type { Layout } from './layout';
import { layoutFor } from './layout.testkit';
import { areApart } from './plane';
import type { Sides } from './sides';

/** Stages of the desk, the phone, the desk with a caption, the lecture, and of a large screen. */
const STAGES = [
  { width: 435, height: 322 },
  { width: 360, height: 350 },
  { width: 435, height: 298 },
  { width: 900, height: 620 },
  { width: 900, height: 830 },
];
const COUNTS = [1, 2, 3, 4, 5, 6, 7, 8, 9];
const CASES = COUNTS.flatMap((count) => STAGES.map((stage) => ({ count, stage, ...stage })));

describe('the layout', () => {
  test.each(CASES)(
    'of $count servers on $width × $height keeps all cards apart and on the stage',
    ({ count, stage }) => {
      for (const touch of [false, true]) {
        const layout = layoutFor({ count, stage, touch });
        expect(overlaps(layout)).toEqual([]);
        expect(outside(layout)).toEqual([]);
      }
    },
  );

  test.each(CASES)(
    'of $count servers on $width × $height keeps them apart when partitioned',
    ({ count, stage }) => {
      for (const sides of partitionsOf(count)) {
        const layout = layoutFor({ count, stage, sides });
        expect(overlaps(layout)).toEqual([]);
        expect(outside(layout)).toEqual([]);
      }
    },
  );

  test('never writes smaller than 12 px, however large the theme’s text is', () => {
    for (const scale of [1, 1.25, 1.5]) {
      for (const count of COUNTS) {
        expect(12 * scale * layoutFor({ count, scale }).card.zoom).toBeGreaterThanOrEqual(
          12 - 1e-9,
        );
      }
    }
  });

  test('shows all registers of up to nine servers on the first screen', () => {
    expect(COUNTS.map((count) => layoutFor({ count }).card.kind)).not.toContain('chip');
  });

  test('presses the ring flat on a low stage before it gives up registers', () => {
    const low = layoutFor({ stage: { width: 435, height: 200 } });
    expect(low.card).toMatchObject({ kind: 'compact', flat: true });
    expect(overlaps(low)).toEqual([]);
  });

  test('uses a larger stage for larger cards', () => {
    const large = layoutFor({ stage: { width: 900, height: 830 } }).card;
    expect(large.zoom).toBeGreaterThan(1.4);
    expect(large.kind).toBe('full');
  });

  test('gives cards the same size whatever the partition', () => {
    const sizes = partitionsOf(5).map((sides) => layoutFor({ sides }).card);
    expect(new Set(sizes.map((size) => JSON.stringify(size))).size).toBe(1);
  });

  test('pulls the sides of a partition apart', () => {
    const whole = layoutFor();
    const split = layoutFor({ sides: [[1], [2, 3, 4, 5]] });
    expect(split.middles[0]?.y).toBeLessThan(whole.middles[0]?.y ?? 0);
    expect(split.middles[3]?.y).toBeGreaterThan(whole.middles[3]?.y ?? 0);
  });

  test('keeps a row free for clerks', () => {
    const { clerks, clerk, middles, card } = layoutFor({ clerks: 3 });
    const lowest = Math.max(...middles.map(({ y }) => y + card.height / 2));
    expect(clerks).toHaveLength(3);
    for (const { y } of clerks) expect(y - clerk.height / 2).toBeGreaterThanOrEqual(lowest);
  });
});

function overlaps({ middles, card }: Layout): string[] {
  return middles.flatMap((a, i) =>
    middles
      .slice(i + 1)
      .flatMap((b, j) => (areApart(a, b, card, 0) ? [] : [`S${i + 1} on S${i + j + 2}`])),
  );
}

function outside({ middles, card, stage }: Layout): string[] {
  return middles.flatMap(({ x, y }, i) => {
    const inside =
      x >= card.width / 2 &&
      y >= card.height / 2 &&
      x <= stage.width - card.width / 2 &&
      y <= stage.height - card.height / 2;
    return inside ? [] : [`S${i + 1}`];
  });
}

/** Every way to split off one server, two neighbours, every second server, and everybody from everybody. */
function partitionsOf(count: number): NonNullable<Sides>[] {
  const servers = Array.from({ length: count }, (_, i) => i + 1);
  const without = (out: number[]) => [servers.filter((server) => !out.includes(server)), out];
  const splits = [
    ...servers.map((server) => without([server])),
    ...servers.slice(0, -1).map((server) => without([server, server + 1])),
    without(servers.filter((server) => server % 2 === 0)),
    servers.map((server) => [server]),
  ];
  return splits
    .map((sides) => sides.filter((side) => side.length > 0))
    .filter((sides) => sides.length > 1);
}
