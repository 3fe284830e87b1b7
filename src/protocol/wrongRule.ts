/**
 * One deliberately wrong rule of the bug lab: a small named variation of the rules `R` of one role, never a copy of its
 * machine. The correct rules know nothing of it.
 */
export interface WrongRule<R> {
  /** As in CURRICULUM part 4 where it stands there: "no-promise-check". */
  readonly id: string;
  /** Other names under which it is asked for, such as its number in CONFORMANCE part 5: "BL-01". */
  readonly alsoKnownAs: readonly string[];
  readonly title: string;
  /** One plain sentence: what it does, and what the right rule does. */
  readonly wrong: string;
  /** The property that breaks first, as in CONFORMANCE part 6; null for a rule that only makes the cluster slow or stuck. */
  readonly breaks: string | null;
  /** What to try in order to see it break. */
  readonly hint: string;
  vary(rules: R): R;
}

/** Wrong rules that belong together, for whoever looks for one. */
export interface WrongRuleGroup<R> {
  /** Whose rules they vary, or what they are about: "Acceptor". */
  readonly role: string;
  readonly rules: readonly WrongRule<R>[];
}

/** The rules with all of these variations, in order. */
export function varied<R>(rules: R, wrong: readonly WrongRule<R>[]): R {
  return wrong.reduce((changed, { vary }) => vary(changed), rules);
}
