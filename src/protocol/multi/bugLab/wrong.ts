import type { WrongRule } from '../../wrongRule';
import type { MultiRules } from '../rules';

export type WrongMultiRule = WrongRule<MultiRules>;

/** A wrong rule without what is changed: its words. */
type Words = Omit<WrongMultiRule, 'vary'>;

type Role = 'acceptor' | 'learner' | 'leader';

/** A wrong rule of one role: these decisions instead of the right ones, which it is given. */
export function wrongly<R extends Role>(
  role: R,
  change: (right: MultiRules[R]) => Partial<MultiRules[R]>,
  words: Words,
): WrongMultiRule {
  return {
    ...words,
    vary: (rules) => ({ ...rules, [role]: { ...rules[role], ...change(rules[role]) } }),
  };
}
