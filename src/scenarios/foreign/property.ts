import type { ForeignChoice, Ledger } from './ledger';
import type { ForeignStep, ForeignTrace } from './trace';

/** What breaks a property: one plain sentence, and the earlier lines that it speaks of. */
export interface Break {
  readonly sentence: string;
  readonly because: readonly number[];
}

/** Null where a line says nothing about the property. */
export type Ruling = 'holds' | Break | null;

/** One line, and what is known. */
export interface Scene {
  readonly trace: ForeignTrace;
  readonly step: ForeignStep;
  readonly ledger: Ledger;
  /** What this line made chosen; always null before it is noted. */
  readonly choice: ForeignChoice | null;
}

/** A safety property that can be judged from what was written down; named as in CONFORMANCE part 6. */
export interface ForeignProperty {
  readonly id: string;
  /** One plain sentence. */
  readonly says: string;
  /** Whether it is judged on what was known before its line, or with it. */
  readonly when: 'before' | 'after';
  judge(scene: Scene): Ruling;
}

export function broken(sentence: string, ...because: number[]): Break {
  return { sentence, because };
}
