import { describe, expect, it } from 'vitest';
import { type Note, notesOf, withNote } from './notes';

type Place = Parameters<typeof notesOf>[1];

const scenario = { title: 'One' } as Place['scenario'];

function at(depth: number, shown: number): Place {
  const branch = (id: number, parent: number | null, forkDepth: number) => {
    return { id, parent, forkDepth, name: '', by: null, length: 20, shown: id === shown };
  };
  return { scenario, depth, branches: [branch(0, null, 0), branch(1, 0, 5), branch(2, 1, 9)] };
}

const texts = (notes: readonly Note[]) => notes.map(({ text }) => text);

describe('notes', () => {
  const all = [
    [at(7, 0), 'late on main'],
    [at(5, 0), 'at the fork'],
    [at(2, 0), 'early'],
    [at(8, 1), 'on the first fork'],
  ].reduce<readonly Note[]>(
    (notes, [place, text]) => withNote(notes, place as Place, `${text} `),
    [],
  );

  it('belong to what the shown branch went through', () => {
    expect(texts(notesOf(all, at(0, 0)))).toEqual(['early', 'at the fork', 'late on main']);
    expect(texts(notesOf(all, at(0, 1)))).toEqual(['early', 'at the fork', 'on the first fork']);
    expect(texts(notesOf(all, at(0, 2)))).toEqual(['early', 'at the fork', 'on the first fork']);
  });

  it('are replaced and taken away at their moment, and no other', () => {
    const first = withNote(all, at(2, 0), 'first');
    expect(texts(notesOf(first, at(0, 0)))).toEqual(['first', 'at the fork', 'late on main']);
    expect(texts(notesOf(withNote(all, at(5, 0), ' '), at(0, 0)))).toEqual([
      'early',
      'late on main',
    ]);
    expect(withNote(all, at(3, 0), '')).toEqual(all);
  });

  it('are of one scenario', () => {
    const other = { ...at(0, 0), scenario: { title: 'Two' } as Place['scenario'] };
    expect(notesOf(all, other)).toEqual([]);
  });
});
