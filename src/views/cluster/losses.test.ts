import { describe, expect, test } from 'vitest';
import type { ClusterEvent, ClusterOutcome, ClusterWorld } from '../../check/cluster';
import { lossesBefore, pictureOf } from './losses';

type Posted = ClusterOutcome['posted'][number];

const wire = {
  id: 1,
  from: 1,
  to: 2,
  message: { kind: 'prepare' },
  sentAt: 100_000,
  at: 200_000,
  copy: 0,
} as unknown as Posted['wire'];
const nothing: ClusterOutcome = { node: null, posted: [], ended: null, explanations: [] };
const weather = { delay: [100, 100], loss: 0, replyLoss: 0, duplicate: 0 };
const world = (now: number, delivery = 'auto') =>
  ({ now, delivery, weather }) as unknown as ClusterWorld;

function records(...steps: [ClusterEvent, Partial<ClusterOutcome>][]) {
  return {
    eventAt: (depth: number) => steps[depth - 1]?.[0],
    recordAt: (depth: number) => {
      const step = steps[depth - 1];
      return step && { ...nothing, ...step[1] };
    },
  };
}

const sent = (fate: Posted['fate']): [ClusterEvent, Partial<ClusterOutcome>] => [
  { type: 'wait', at: 100_000 },
  { posted: [{ wire, fate }] },
];

describe('a lost message', () => {
  test('travels not quite half of its way, becomes a cross and fades', () => {
    const [lost] = lossesBefore(1, world(100_000), records(sent('lost')));
    if (!lost) throw new Error('nothing is lost');
    expect(pictureOf(lost, 120_000)).toEqual({ place: 0.2, cross: 0 });
    expect(pictureOf(lost, 145_000)).toEqual({ place: 0.45, cross: 1 });
    expect(pictureOf(lost, 195_000)?.cross).toBeCloseTo(0.5);
    expect(pictureOf(lost, 300_000)).toBeNull();
    expect(pictureOf(lost, 0)).toBeNull();
  });

  test('almost arrives at a deaf server', () => {
    expect(lossesBefore(1, world(100_000), records(sent('deaf')))[0]?.place).toBe(0.85);
  });

  test('is gone from the picture after a while, and back when one steps back', () => {
    const branch = records(sent('cut'), [{ type: 'wait', at: 900_000 }, {}]);
    expect(lossesBefore(2, world(900_000), branch)).toEqual([]);
    expect(lossesBefore(1, world(100_000), branch)).toHaveLength(1);
  });

  test('is no loss while it is under way', () => {
    expect(lossesBefore(1, world(100_000), records(sent('underWay')))).toEqual([]);
  });
});

describe('a message that was dropped', () => {
  const drop: [ClusterEvent, Partial<ClusterOutcome>] = [
    { type: 'drop', wire: 1, at: 180_000 },
    { ended: { wire, how: 'dropped' } },
  ];

  test('leaves its cross where it was', () => {
    const [lost] = lossesBefore(2, world(180_000), records(sent('underWay'), drop));
    expect(lost && pictureOf(lost, 180_000)).toEqual({ place: 0.8, cross: 1 });
  });

  test('or where it was held', () => {
    const hold: [ClusterEvent, Partial<ClusterOutcome>] = [
      { type: 'hold', wire: 1, at: 130_000 },
      {},
    ];
    const [lost] = lossesBefore(3, world(180_000), records(sent('underWay'), hold, drop));
    expect(lost?.place).toBeCloseTo(0.3);
  });

  test('or at the door of a server that is down', () => {
    const crashed: [ClusterEvent, Partial<ClusterOutcome>] = [
      { type: 'deliver', wire: 1, at: 200_000 },
      { ended: { wire, how: 'crashed' } },
    ];
    expect(lossesBefore(2, world(200_000), records(sent('underWay'), crashed))[0]?.place).toBe(1);
  });
});

test('where time stands still only the last few losses are shown', () => {
  const branch = records(sent('lost'), sent('lost'), sent('lost'), sent('lost'), sent('lost'));
  expect(lossesBefore(5, world(100_000, 'manual'), branch)).toHaveLength(3);
});
