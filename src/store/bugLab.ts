import { goesBy, PROPERTIES } from '../check/judge';
import { storyOf, type WrongRuleCard, wrongRulesOf } from '../scenarios/bugLab';
import type { Cluster } from '../scenarios/format';
import type { CatalogueEntry } from './catalogue';
import type { Session } from './session';
import { titlesOf } from './wrongRules';

type Protocol = Cluster['protocol'];

/** A wrong rule as the lab shows it. */
export interface LabCard extends WrongRuleCard {
  /** "BL-41", where CONFORMANCE part 5 has one; else empty. */
  readonly number: string;
  /** The plain sentence of the property that breaks; null for a rule that breaks none. */
  readonly breaksSays: string | null;
  /** The id of the scenario that tells of it; null while there is none. */
  readonly story: string | null;
}

/** Wrong rules of one role. */
export interface LabGroup {
  readonly role: string;
  readonly cards: readonly LabCard[];
}

/** The wrong rules of such a cluster that speak of `text`, by role. */
export function labOf(
  cluster: Pick<Cluster, 'protocol' | 'clerks'>,
  catalogue: readonly CatalogueEntry[],
  text = '',
): readonly LabGroup[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const groups = new Map<string, LabCard[]>();
  for (const rule of wrongRulesOf(cluster)) {
    const card = cardOf(rule, cluster.protocol, catalogue);
    const said = saidBy(card);
    if (!words.every((word) => said.includes(word))) continue;
    groups.set(card.role, [...(groups.get(card.role) ?? []), card]);
  }
  return [...groups].map(([role, cards]) => ({ role, cards }));
}

function cardOf(
  rule: WrongRuleCard,
  protocol: Protocol,
  catalogue: readonly CatalogueEntry[],
): LabCard {
  const story = storyOf(protocol, rule.id);
  return {
    ...rule,
    number: rule.alsoKnownAs.find((name) => name.startsWith('BL-')) ?? '',
    breaksSays: rule.breaks && saysOf(rule.breaks),
    story: catalogue.some(({ id }) => id === story) ? story : null,
  };
}

function saysOf(property: string): string {
  return PROPERTIES.find(({ id }) => goesBy(id, property))?.says ?? property;
}

/** Everything that a card says, for a search. */
function saidBy({
  role,
  id,
  alsoKnownAs,
  title,
  wrong,
  breaks,
  breaksSays,
  hint,
}: LabCard): string {
  return [role, id, ...alsoKnownAs, title, wrong, breaks ?? '', breaksSays ?? '', hint]
    .join(' ')
    .toLowerCase();
}

type Hand = Pick<Session, 'store' | 'act'>;

/** Makes a rule wrong from the moment under the cursor on, or right again; others stay as they are. */
export function turn(session: Hand, id: string, wrong: boolean): void {
  const { world, protocol } = session.store.getState().moment;
  const others = (world.broken ?? []).filter((other) => other !== id);
  const [title] = titlesOf(protocol, [id]);
  if (wrong) act(session, [...others, id], `Wrong on purpose from here on: “${title}”.`);
  else act(session, others, `Right again from here on: “${title}”.`);
}

/** Makes every rule right from the moment under the cursor on. */
export function turnAllRight(session: Hand): void {
  act(session, [], 'Every rule is right again from here on.');
}

function act(session: Hand, broken: readonly string[], said: string): void {
  session.act({ type: 'rules', broken }, said);
}
