import { compareBallots, sameBallot } from '../../protocol/ballot';
import type { Instance } from '../../protocol/basic';
import type { Value } from '../../protocol/value';
import { instanceTouched, type Observed } from '../cluster';
import { type Facts, factsOf, type InstanceFacts, rolesAt } from '../facts';
import type { Property } from './property';

/** What a step is about: one instance at one server, its roles before and after, and the facts of the instance. */
interface Scene {
  readonly seq: number;
  readonly server: number;
  readonly was: Instance | undefined;
  readonly is: Instance | undefined;
  readonly known: InstanceFacts;
}

/** The instance and server a step is about, or null when it is about none. */
function sceneOf(step: Observed, facts: Facts): Scene | null {
  const seq = instanceTouched(step);
  const server = step.outcome.node;
  if (seq === null || server === null) return null;
  const was = rolesAt(step.before.nodes[server - 1]?.state, seq);
  const is = rolesAt(step.after.nodes[server - 1]?.state, seq);
  return { seq, server, was, is, known: factsOf(facts, seq) };
}

/** The properties below ask for the same scene one after the other: it is made once. */
let latest: { step: Observed; facts: Facts; scene: Scene | null } | null = null;

function sceneAt(step: Observed, facts: Facts): Scene | null {
  if (latest?.step !== step || latest.facts !== facts) {
    latest = { step, facts, scene: sceneOf(step, facts) };
  }
  return latest.scene;
}

/** A property of the one instance that a step touches. */
function perInstance(
  id: string,
  says: string,
  judge: (scene: Scene) => ReturnType<Property['judge']>,
): Property {
  return {
    id,
    says,
    judge(step, facts) {
      const scene = sceneAt(step, facts);
      const broken = scene && judge(scene);
      return broken ? { seq: scene.seq, server: scene.server, ...broken } : null;
    },
  };
}

/** The first of all that was chosen or learned that `matches`. */
function find(known: InstanceFacts, matches: (held: { value: Value }) => boolean) {
  return known.chosen.find(matches) ?? known.learned.find(matches);
}

export const agreement = perInstance(
  'SD-agreement',
  'At most one value is ever chosen in an instance, and all who learn learn the same.',
  ({ known }) => {
    const [first] = known.chosen.length > 0 ? known.chosen : known.learned;
    if (!first) return null;
    const other = find(known, ({ value }) => value !== first.value);
    return other ? { values: [first.value, other.value] } : null;
  },
);

export const validity = perInstance(
  'SD-validity',
  'Only a value that somebody proposed is chosen or learned.',
  ({ known }) => {
    const strange = find(known, ({ value }) => !known.proposed.includes(value));
    return strange ? { value: strange.value } : null;
  },
);

export const learnedIsChosen = perInstance(
  'SD-learned-chosen',
  'What a server believes decided has been chosen by a majority.',
  ({ known }) => {
    const early = known.learned.find(
      ({ value }) => !known.chosen.some((choice) => choice.value === value),
    );
    return early ? { learner: early.server, value: early.value } : null;
  },
);

export const decidedIsFinal = perInstance(
  'SD-stability',
  'A decided value never changes.',
  ({ was, is }) => {
    const [old, now] = [was?.learner.context.value ?? null, is?.learner.context.value ?? null];
    return is && old !== null && old !== now ? { before: old, after: now } : null;
  },
);

export const promisesKept = perInstance(
  'SD-promise-monotone',
  'An acceptor never goes back on a promise: n_p and n_a only grow, and n_a is never above n_p.',
  ({ was, is }) => {
    if (!is) return null;
    const [old, now] = [was?.acceptor.context, is.acceptor.context];
    const lowered = compareBallots(now.promised, old?.promised ?? null) < 0;
    const overwritten = compareBallots(now.vote?.ballot ?? null, old?.vote?.ballot ?? null) < 0;
    const ahead = compareBallots(now.vote?.ballot ?? null, now.promised) > 0;
    return lowered || overwritten || ahead
      ? { promised: now.promised, before: old?.promised ?? null }
      : null;
  },
);

export const acceptGuard = perInstance(
  'SD-accept-guard',
  'A vote is only given at or above what was promised just before.',
  ({ was, is }) => {
    const vote = is?.acceptor.context.vote ?? null;
    if (!vote || vote === was?.acceptor.context.vote) return null;
    // A server may promise and vote within one step (its own proposal); its promise is then this very ballot.
    const promised = was?.acceptor.context.promised ?? null;
    return compareBallots(vote.ballot, promised) < 0 ? { ballot: vote.ballot, promised } : null;
  },
);

export const oneValuePerBallot = perInstance(
  'SD-one-value-per-n',
  'One ballot carries one value, whoever accepts it.',
  ({ known }) => {
    const twice = known.ballots.find((a) =>
      known.ballots.some((b) => b !== a && sameBallot(a.ballot, b.ballot)),
    );
    return twice ? { ballot: twice.ballot } : null;
  },
);

export const chosenIsAdopted = perInstance(
  'SD-future',
  'Once a value is chosen, every vote at a higher ballot is for that value.',
  ({ known }) => {
    for (const choice of known.chosen) {
      const other = known.ballots.find(
        (b) => compareBallots(b.ballot, choice.ballot) > 0 && b.value !== choice.value,
      );
      if (other)
        return {
          chosen: choice.value,
          at: choice.ballot,
          ballot: other.ballot,
          value: other.value,
        };
    }
    return null;
  },
);

export const ballotsAreNew = perInstance(
  'SD-number-unique',
  'A proposer’s ballots are its own and strictly increase.',
  ({ was, is, server }) => {
    const [old, now] = [was?.proposer.context.ballot ?? null, is?.proposer.context.ballot ?? null];
    if (!now || now === old) return null;
    const foreign = now.server !== server;
    return foreign || compareBallots(now, old) <= 0 ? { ballot: now, before: old } : null;
  },
);

export const SINGLE_DECREE: readonly Property[] = [
  agreement,
  validity,
  learnedIsChosen,
  decidedIsFinal,
  promisesKept,
  acceptGuard,
  oneValuePerBallot,
  chosenIsAdopted,
  ballotsAreNew,
];
