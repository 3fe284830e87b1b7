import type { Because } from '../base/actor';
import { RULES, type RuleId } from './basic/wording';
import { MULTI_RULES, type MultiRuleId } from './multi/wording';
import type { RuleWording } from './sentences';

/** The rules of all protocols; no two protocols share an id. */
export type AnyRuleId = RuleId | MultiRuleId;

export const ALL_RULES: Readonly<Record<AnyRuleId, RuleWording>> = { ...RULES, ...MULTI_RULES };

/** The sentence of a rule; the bare id for a rule that no protocol here knows. */
export function sentenceOf(rule: string, because: Because, me: string): string {
  return isRule(rule) ? ALL_RULES[rule].sentence(because, me) : `${me}: ${rule}.`;
}

function isRule(rule: string): rule is AnyRuleId {
  return Object.hasOwn(ALL_RULES, rule);
}
