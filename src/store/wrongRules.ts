import { wrongRule } from '../scenarios/bugLab';
import type { Cluster } from '../scenarios/format';

type Protocol = Cluster['protocol'];

/** The titles of the rules that are wrong, in their order. */
export function titlesOf(protocol: Protocol, broken: readonly string[]): readonly string[] {
  return broken.map((id) => wrongRule(protocol, id)?.title ?? id);
}

/** What changes when these rules are wrong instead of those, in one sentence. */
export function rulesSentence(
  protocol: Protocol,
  before: readonly string[],
  now: readonly string[],
): string {
  const quoted = (ids: readonly string[]) =>
    titlesOf(protocol, ids)
      .map((title) => `“${title}”`)
      .join(', ');
  if (now.length === 0) return 'Every rule is right again: from here on this is Paxos.';
  const made = now.filter((id) => !before.includes(id));
  const mended = before.filter((id) => !now.includes(id));
  if (made.length > 0) return `Wrong on purpose from here on: ${quoted(made)}.`;
  if (mended.length > 0) return `Right again from here on: ${quoted(mended)}.`;
  return `Still wrong on purpose: ${quoted(now)}.`;
}
