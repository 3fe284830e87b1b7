import { describe, expect, test } from 'vitest';
import { type Chart, chartsOf } from '../../store/statecharts';
import { layOut, NODE } from './chartLayout';

const known = [...chartsOf('basic'), ...chartsOf('multi')];
const [learner] = chartsOf('basic').slice(-1) as [Chart];

const strange: Chart = {
  ...learner,
  states: [...learner.states, 'puzzled', 'bored', 'asleep'],
  transitions: [
    ...learner.transitions,
    { id: 'x', from: 'puzzled', to: 'asleep', event: 'TIRED', guard: null, actions: [] },
  ],
};

describe.each([
  ...known.map((chart) => [`${chart.protocol}, ${chart.role}`, chart] as const),
  ['a stranger', strange] as const,
])('the statechart of %s', (_name, chart) => {
  const { nodes, edges, width, height } = layOut(chart);

  test('shows every state, none upon another, all within the picture', () => {
    expect(nodes.map(({ state }) => state)).toEqual(chart.states);
    for (const a of nodes) {
      expect(a.x - NODE.width / 2).toBeGreaterThanOrEqual(0);
      expect(a.x + NODE.width / 2).toBeLessThanOrEqual(width);
      expect(a.y + NODE.height / 2).toBeLessThanOrEqual(height);
      for (const b of nodes) {
        const apart = Math.abs(a.x - b.x) >= NODE.width || Math.abs(a.y - b.y) >= NODE.height;
        expect(a === b || apart).toBe(true);
      }
    }
  });

  test('shows every transition once', () => {
    const shown = edges.flatMap(({ transitions }) => transitions);
    expect(new Set(shown)).toEqual(new Set(chart.transitions));
    expect(shown).toHaveLength(chart.transitions.length);
  });

  test('has room for what an arrow between two states is called', () => {
    for (const { from, to, label } of edges.filter((edge) => edge.from !== edge.to)) {
      const covered = nodes.find(
        ({ x, y }) =>
          Math.abs(label.x - x) < NODE.width / 2 && Math.abs(label.y - y) < NODE.height / 2 + 5,
      );
      expect(covered?.state, `${from} to ${to}`).toBeUndefined();
    }
  });

  test('ends every arrow at the border of its state', () => {
    for (const { to, tip } of edges) {
      const node = nodes.find(({ state }) => state === to);
      const dx = Math.abs(tip.x - (node?.x ?? 0)) - NODE.width / 2;
      const dy = Math.abs(tip.y - (node?.y ?? 0)) - NODE.height / 2;
      expect(Math.max(dx, dy)).toBeCloseTo(0, 0);
    }
  });
});
