import { compareBallots, sameBallot } from '../../protocol/ballot';
import type { Value } from '../../protocol/value';
import { instanceTouched, type Observed } from '../cluster';
import { type Facts, factsOf, type InstanceFacts } from '../facts';
import { type Position, positionIn, positionsTouched, rolesAt, stateIn } from '../reading';
import type { Property } from './property';

/** What a step is about: one position at one server, what it held before and after, and the facts of the position. */
interface Scene {
  readonly seq: number;
  readonly server: number;
  readonly was: Position | undefined;
  readonly is: Position | undefined;
  readonly known: InstanceFacts;
}

/** One scene for each position that the step touches. */
function scenesOf(step: Observed, facts: Facts): readonly Scene[] {
  const server = step.outcome.node;
  if (server === null) return [];
  const [before, after] = [stateIn(step.before, server), stateIn(step.after, server)];
  return positionsTouched(step, server).map((seq) => {
    const [was, is] = [positionIn(before, seq), positionIn(after, seq)];
    return { seq, server, was, is, known: factsOf(facts, seq) };
  });
}

/** The properties below ask for the same scenes one after the other: they are made once. */
let latest: { step: Observed; facts: Facts; scenes: readonly Scene[] } | null = null;

function scenesAt(step: Observed, facts: Facts): readonly Scene[] {
  if (latest?.step !== step || latest.facts !== facts) {
    latest = { step, facts, scenes: scenesOf(step, facts) };
  }
  return latest.scenes;
}

/** A property of each position that a step touches, whatever the protocol. */
function perInstance(
  id: string,
  says: string,
  judge: (scene: Scene) => ReturnType<Property['judge']>,
): Property {
  return {
    id,
    says,
    judge(step, facts) {
      for (const scene of scenesAt(step, facts)) {
        const broken = judge(scene);
        if (broken) return { seq: scene.seq, server: scene.server, ...broken };
      }
      return null;
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
    const [old, now] = [was?.decided ?? null, is?.decided ?? null];
    return is && old !== null && old !== now ? { before: old, after: now } : null;
  },
);

export const promisesKept = perInstance(
  'SD-promise-monotone',
  'An acceptor never goes back on a promise: n_p and n_a only grow, and n_a is never above n_p.',
  ({ was, is }) => {
    if (!is) return null;
    const lowered = compareBallots(is.promised, was?.promised ?? null) < 0;
    const overwritten = compareBallots(is.vote?.ballot ?? null, was?.vote?.ballot ?? null) < 0;
    const ahead = compareBallots(is.vote?.ballot ?? null, is.promised) > 0;
    return lowered || overwritten || ahead
      ? { promised: is.promised, before: was?.promised ?? null }
      : null;
  },
);

export const acceptGuard = perInstance(
  'SD-accept-guard',
  'A vote is only given at or above what was promised just before.',
  ({ was, is }) => {
    const vote = is?.vote ?? null;
    if (!vote || vote === was?.vote) return null;
    // A server may promise and vote within one step (its own proposal); its promise is then this very ballot.
    const promised = was?.promised ?? null;
    return compareBallots(vote.ballot, promised) < 0 ? { ballot: vote.ballot, promised } : null;
  },
);

export const oneValuePerBallot = perInstance(
  'SD-one-value-per-n',
  'One ballot carries one value, whoever accepts it.',
  ({ known }) => {
    // What was voted for earlier was judged earlier.
    const latest = known.ballots.at(-1);
    const twice = latest && known.ballots.find(({ ballot }) => sameBallot(ballot, latest.ballot));
    return twice === latest ? null : { ballot: latest?.ballot ?? null };
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

export const ballotsAreNew: Property = {
  id: 'SD-number-unique',
  says: 'A proposer’s ballots are its own and strictly increase.',
  judge(step) {
    const [seq, server] = [instanceTouched(step), step.outcome.node];
    if (seq === null || server === null) return null;
    const [was, is] = [step.before, step.after].map((world) =>
      rolesAt(stateIn(world, server), seq),
    );
    const [old, now] = [was?.proposer.context.ballot ?? null, is?.proposer.context.ballot ?? null];
    if (!now || now === old) return null;
    const stale = now.server !== server || compareBallots(now, old) <= 0;
    return stale ? { seq, server, ballot: now, before: old } : null;
  },
};

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
