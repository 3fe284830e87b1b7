import { createLedger, type ForeignChoice } from './ledger';
import { FOREIGN_PROPERTIES } from './properties';
import type { Break, ForeignProperty, Ruling } from './property';
import type { ForeignTrace } from './trace';

/** The first line that breaks a property. */
export interface ForeignViolation {
  readonly property: string;
  /** What should be true, in one sentence. */
  readonly says: string;
  /** The line (or the state) of the step that breaks it. */
  readonly line: number;
  /** The place of that step in the trace, from 0. */
  readonly step: number;
  /** What happens there and why it must not, in one sentence. */
  readonly sentence: string;
  /** The earlier lines that the sentence speaks of. */
  readonly because: readonly number[];
}

/** What became of one property. */
export interface ForeignVerdict {
  readonly property: string;
  readonly says: string;
  /** How many lines it was judged on; 0: this trace says nothing about it. */
  readonly judged: number;
  readonly violation: ForeignViolation | null;
}

export interface Judgement {
  /** One for each property, in their order. */
  readonly verdicts: readonly ForeignVerdict[];
  /** The first break of each broken property, by line. The first one is where to look. */
  readonly violations: readonly ForeignViolation[];
  /** What became chosen, and on which line. */
  readonly chosen: readonly (ForeignChoice & { readonly position: number })[];
}

interface Tally {
  readonly property: ForeignProperty;
  judged: number;
  violation: ForeignViolation | null;
}

/** Judges every line by what the lines up to it show. A property is reported once, at its first break. */
export function judgeForeign(trace: ForeignTrace): Judgement {
  const ledger = createLedger(trace);
  const tallies = FOREIGN_PROPERTIES.map((property): Tally => {
    return { property, judged: 0, violation: null };
  });
  const chosen: (ForeignChoice & { position: number })[] = [];
  for (const [index, step] of trace.steps.entries()) {
    let choice: ForeignChoice | null = null;
    for (const when of ['before', 'after'] as const) {
      if (when === 'after') choice = ledger.note(step);
      for (const tally of tallies) {
        if (tally.violation || tally.property.when !== when) continue;
        count(tally, tally.property.judge({ trace, step, ledger, choice }), step.line, index);
      }
    }
    if (choice && step.position !== null) chosen.push({ ...choice, position: step.position });
  }
  return { verdicts: tallies.map(verdictOf), violations: inOrder(tallies), chosen };
}

function count(tally: Tally, ruling: Ruling, line: number, step: number): void {
  if (ruling === null) return;
  tally.judged++;
  if (ruling !== 'holds') tally.violation = violationOf(tally.property, ruling, line, step);
}

function violationOf(
  { id, says }: ForeignProperty,
  { sentence, because }: Break,
  line: number,
  step: number,
): ForeignViolation {
  return { property: id, says, line, step, sentence, because };
}

function verdictOf({ property, judged, violation }: Tally): ForeignVerdict {
  return { property: property.id, says: property.says, judged, violation };
}

/** By line; on one line in the order of the properties. */
function inOrder(tallies: readonly Tally[]): ForeignViolation[] {
  return tallies.flatMap(({ violation }) => violation ?? []).sort((a, b) => a.step - b.step);
}
