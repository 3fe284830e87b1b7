import { max, type ScaleLinear, scaleLinear } from 'd3';

/** From nothing to the largest number of a column, in per cent of its width. */
export type Scale = ScaleLinear<number, number>;

export function scaleOf(values: readonly (number | null)[]): Scale {
  return scaleLinear([0, max(values, (value) => value ?? 0) || 1], [0, 100]);
}
