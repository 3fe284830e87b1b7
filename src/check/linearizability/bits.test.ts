import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createBits } from './bits';

const SIZE = 70;

test('what is written of two sets is the same just when the sets are', () => {
  const toggles = fc.array(fc.nat({ max: SIZE - 1 }), { maxLength: 300 });
  fc.assert(
    fc.property(fc.boolean(), toggles, (beginsFull, indices) => {
      const bits = createBits(SIZE);
      const members = new Set<number>();
      const add = (index: number) => {
        bits.add(index);
        members.add(index);
      };
      if (beginsFull) for (let index = 0; index < SIZE; index++) add(index);
      for (const index of indices) {
        if (!members.delete(index)) add(index);
        else bits.remove(index);
      }
      const fresh = createBits(SIZE);
      for (const index of members) fresh.add(index);
      expect(written(bits)).toEqual(written(fresh));
      expect(read(written(bits))).toEqual([...members].sort((a, b) => a - b));
    }),
  );
});

function written(bits: ReturnType<typeof createBits>): number[] {
  const out = new Uint16Array(bits.writtenAtMost);
  return [...out.subarray(0, bits.write(out, 0))];
}

/** The set again: the full words before, then the words written; each number takes two. */
function read([low = 0, , length = 0, , ...words]: number[]): number[] {
  expect(words).toHaveLength(length);
  const all = [...new Array(low).fill(0xffff), ...words];
  return Array.from({ length: all.length * 16 }, (_, i) => i).filter(
    (i) => (all[i >> 4] >> (i & 15)) & 1,
  );
}
