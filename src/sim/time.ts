/** Virtual time in whole microseconds: fine enough that two receipts rarely coincide, and exact in every browser. */
export type Micros = number;

const MICROS_PER_MS = 1000;

export const fromMs = (ms: number): Micros => Math.round(ms * MICROS_PER_MS);
export const toMs = (time: Micros): number => time / MICROS_PER_MS;
