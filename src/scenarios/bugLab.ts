import { KV_WRONG_RULES, SERVICE_WRONG_RULES } from '../kv';
import * as basic from '../protocol/basic';
import * as multi from '../protocol/multi';
import type { WrongRule } from '../protocol/wrongRule';
import type { Cluster } from './format';

/** A wrong rule as it is told of: plain data, without what it varies. */
export interface WrongRuleCard extends Omit<WrongRule<never>, 'vary'> {
  /** Whose rule it is, or what it is about: "Acceptor". */
  readonly role: string;
}

type Protocol = Cluster['protocol'];

const SERVICE = 'Key/value service';

const WITHOUT_CLERKS: Readonly<Record<Protocol, readonly WrongRuleCard[]>> = {
  basic: basic.BASIC_BUG_LAB.flatMap(({ role, rules }) => cardsOf(role, rules)),
  multi: multi.MULTI_BUG_LAB.flatMap(({ role, rules }) => cardsOf(role, rules)),
  pmmc: [],
};

const WITH_CLERKS: Readonly<Record<Protocol, readonly WrongRuleCard[]>> = {
  basic: [...WITHOUT_CLERKS.basic, ...cardsOf(SERVICE, KV_WRONG_RULES)],
  multi: [...WITHOUT_CLERKS.multi, ...cardsOf(SERVICE, SERVICE_WRONG_RULES)],
  pmmc: [],
};

/** What can be made wrong in such a cluster; rules of the service only where somebody calls it. */
export function wrongRulesOf({
  protocol,
  clerks,
}: Pick<Cluster, 'protocol' | 'clerks'>): readonly WrongRuleCard[] {
  return (clerks > 0 ? WITH_CLERKS : WITHOUT_CLERKS)[protocol];
}

/** Whether the bug lab of this protocol has a wrong rule of this id. */
export function isWrongRule(protocol: Protocol, id: string): boolean {
  return wrongRule(protocol, id) !== undefined;
}

/** The wrong rule of this id, with the service or without. */
export function wrongRule(protocol: Protocol, id: string): WrongRuleCard | undefined {
  return wrongRulesOf({ protocol, clerks: 1 }).find((card) => card.id === id);
}

/** The ids behind names that may be others of CONFORMANCE or CURRICULUM; a name of no rule stays as it is. Each once. */
export function ruleIds(protocol: Protocol, names: readonly string[]): readonly string[] {
  const cards = wrongRulesOf({ protocol, clerks: 1 });
  const idOf = (name: string) =>
    isWrongRule(protocol, name)
      ? name
      : (cards.find(({ alsoKnownAs }) => alsoKnownAs.includes(name))?.id ?? name);
  return [...new Set(names.map(idOf))];
}

/** The scenario that tells of a wrong rule. Where both protocols have a rule of this id, that of `multi` says so. */
export function storyOf(protocol: Protocol, id: string): string {
  const isTwin = protocol !== 'basic' && isWrongRule('basic', id);
  return isTwin ? `bugs/${protocol}-${id}` : `bugs/${id}`;
}

function cardsOf(
  role: string,
  rules: readonly Omit<WrongRule<never>, 'vary'>[],
): readonly WrongRuleCard[] {
  return rules.map(({ id, alsoKnownAs, title, wrong, breaks, hint }) => {
    return { role, id, alsoKnownAs, title, wrong, breaks, hint };
  });
}
