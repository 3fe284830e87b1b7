import { forEachAt } from '../base/intMap';
import type { Facts } from '../check/facts';
import type { Value } from '../protocol/value';
import type { Micros } from '../sim/time';

/** The moment a value became chosen in an instance or slot. */
export interface ChosenMoment {
  readonly seq: number;
  readonly value: Value;
  readonly at: Micros;
  /** Another value was chosen there before: the end of agreement. */
  readonly broken: boolean;
}

/** Every moment at which a value became chosen, in the order of time. A value chosen anew by a later ballot is no news. */
export function choicesOf(facts: Facts): ChosenMoment[] {
  const moments: ChosenMoment[] = [];
  forEachAt(facts.instances, ({ chosen }, seq) => {
    const values = new Set<Value>();
    for (const { value, at } of chosen) {
      if (!values.has(value)) moments.push({ seq, value, at, broken: values.size > 0 });
      values.add(value);
    }
  });
  return moments.sort((a, b) => a.at - b.at || a.seq - b.seq);
}
