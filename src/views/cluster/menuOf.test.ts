import { expect, test } from 'vitest';
import type { Moment } from '../../scenarios/run';
import { menuOf } from './menuOf';

const node = (address: number) => ({ address, status: 'up', deaf: false });
const world = { nodes: [1, 2, 3].map(node), wires: [], held: [], cuts: [{ from: 1, to: 2 }] };
const moment = { protocol: 'basic', world } as unknown as Moment;

const possible = (actions: ReturnType<typeof menuOf>['actions']) =>
  actions.filter((action) => action.possible(moment, null)).map(({ label }) => label);

test('a link is cut and mended in each direction by name', () => {
  expect(possible(menuOf({ kind: 'link', ends: [1, 2] }, moment).actions)).toEqual([
    'Mend S1 → S2',
    'Cut S2 → S1',
  ]);
});

test('a server’s menu reaches both directions of all its links', () => {
  expect(possible(menuOf({ kind: 'server', server: 1 }, moment).links)).toEqual([
    'Mend S1 → S2',
    'Cut S2 → S1',
    'Cut S1 → S3',
    'Cut S3 → S1',
  ]);
});

test('a message that arrived while its menu was open can only be selected', () => {
  const { title, actions } = menuOf({ kind: 'message', id: 7 }, moment);
  expect(title).toBe('This message is no longer under way');
  expect(possible(actions)).toEqual(['Select']);
});
