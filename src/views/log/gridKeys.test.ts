import { expect, test } from 'vitest';
import { movedBy } from './gridKeys';

const size = { rows: 7, columns: 20, page: 5 };
const press = (key: string, ctrlKey = false) => ({ key, ctrlKey, metaKey: false });

test.each([
  ['ArrowRight', false, { row: 2, column: 5 }],
  ['ArrowLeft', false, { row: 2, column: 3 }],
  ['ArrowUp', false, { row: 1, column: 4 }],
  ['ArrowDown', false, { row: 3, column: 4 }],
  ['PageDown', false, { row: 2, column: 9 }],
  ['PageUp', false, { row: 2, column: 0 }],
  ['Home', false, { row: 2, column: 0 }],
  ['End', false, { row: 2, column: 19 }],
  ['Home', true, { row: 0, column: 0 }],
  ['End', true, { row: 6, column: 19 }],
])('%s (Ctrl: %s)', (key, ctrl, to) => {
  expect(movedBy(press(key, ctrl), { row: 2, column: 4 }, size)).toEqual(to);
});

test('nothing leads out of the grid, and other keys lead nowhere', () => {
  expect(movedBy(press('ArrowUp'), { row: 0, column: 0 }, size)).toEqual({ row: 0, column: 0 });
  expect(movedBy(press('ArrowRight'), { row: 6, column: 19 }, size)).toEqual({
    row: 6,
    column: 19,
  });
  expect(movedBy(press('x'), { row: 0, column: 0 }, size)).toBeNull();
});
