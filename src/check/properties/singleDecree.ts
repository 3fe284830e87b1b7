import { compareBallots, sameBallot } from '../../protocol/ballot';
import { instanceTouched, type Observed } from '../cluster';
import { type Facts, factsOf, type InstanceFacts, rolesAt } from '../facts';
import type { Property } from './property';

interface Scene {
  readonly seq: number;
  readonly server: number;
  readonly known: InstanceFacts;
}

/** The instance and server a step is about, or null when it is about none. */
function sceneOf(step: Observed, facts: Facts): Scene | null {
  const seq = instanceTouched(step);
  const server = step.outcome.node;
  return seq === null || server === null ? null : { seq, server, known: factsOf(facts, seq) };
}

function roles(step: Observed, { seq, server }: Scene) {
  const was = rolesAt(step.before.nodes[server - 1]?.state, seq);
  const is = rolesAt(step.after.nodes[server - 1]?.state, seq);
  return { was, is };
}

/** A property of the one instance that a step touches. */
function perInstance(
  id: string,
  says: string,
  judge: (scene: Scene, step: Observed) => ReturnType<Property['judge']>,
): Property {
  return {
    id,
    says,
    judge(step, facts) {
      const scene = sceneOf(step, facts);
      const broken = scene && judge(scene, step);
      return broken ? { seq: scene.seq, server: scene.server, ...broken } : null;
    },
  };
}

export const agreement = perInstance(
  'SD-agreement',
  'At most one value is ever chosen in an instance, and all who learn learn the same.',
  ({ known }) => {
    const values = new Set([...known.chosen, ...known.learned].map(({ value }) => value));
    return values.size > 1 ? { values: [...values] } : null;
  },
);

export const validity = perInstance(
  'SD-validity',
  'Only a value that somebody proposed is chosen or learned.',
  ({ known }) => {
    const strange = [...known.chosen, ...known.learned].find(({ value }) => !known.proposed.includes(value));
    return strange ? { value: strange.value } : null;
  },
);

export const learnedIsChosen = perInstance(
  'SD-learned-chosen',
  'What a server believes decided has been chosen by a majority.',
  ({ known }) => {
    const early = known.learned.find(({ value }) => !known.chosen.some((choice) => choice.value === value));
    return early ? { learner: early.server, value: early.value } : null;
  },
);

export const decidedIsFinal = perInstance(
  'SD-stability',
  'A decided value never changes.',
  (scene, step) => {
    const { was, is } = roles(step, scene);
    const [old, now] = [was?.learner.context.value ?? null, is?.learner.context.value ?? null];
    return is && old !== null && old !== now ? { before: old, after: now } : null;
  },
);

export const promisesKept = perInstance(
  'SD-promise-monotone',
  'An acceptor never goes back on a promise: n_p and n_a only grow, and n_a is never above n_p.',
  (scene, step) => {
    const { was, is } = roles(step, scene);
    if (!is) return null;
    const [old, now] = [was?.acceptor.context, is.acceptor.context];
    const lowered = compareBallots(now.promised, old?.promised ?? null) < 0;
    const overwritten = compareBallots(now.vote?.ballot ?? null, old?.vote?.ballot ?? null) < 0;
    const ahead = compareBallots(now.vote?.ballot ?? null, now.promised) > 0;
    return lowered || overwritten || ahead ? { promised: now.promised, before: old?.promised ?? null } : null;
  },
);

export const acceptGuard = perInstance(
  'SD-accept-guard',
  'A vote is only given at or above what was promised just before.',
  (scene, step) => {
    const { was, is } = roles(step, scene);
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
    const twice = known.ballots.find((a) => known.ballots.some((b) => b !== a && sameBallot(a.ballot, b.ballot)));
    return twice ? { ballot: twice.ballot } : null;
  },
);

export const chosenIsAdopted = perInstance(
  'SD-future',
  'Once a value is chosen, every vote at a higher ballot is for that value.',
  ({ known }) => {
    for (const choice of known.chosen) {
      const other = known.ballots.find((b) => compareBallots(b.ballot, choice.ballot) > 0 && b.value !== choice.value);
      if (other) return { chosen: choice.value, at: choice.ballot, ballot: other.ballot, value: other.value };
    }
    return null;
  },
);

export const ballotsAreNew = perInstance(
  'SD-number-unique',
  'A proposer’s ballots are its own and strictly increase.',
  (scene, step) => {
    const { was, is } = roles(step, scene);
    const [old, now] = [was?.proposer.context.ballot ?? null, is?.proposer.context.ballot ?? null];
    if (!now || now === old) return null;
    const foreign = now.server !== scene.server;
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
