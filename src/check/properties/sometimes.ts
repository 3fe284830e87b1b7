import type { Address } from '../../base/address';
import { readOperation } from '../../kv';
import { type Ballot, compareBallots, sameBallot } from '../../protocol/ballot';
import { NO_OP } from '../../protocol/value';
import type { Vote } from '../../protocol/vote';
import type { Node } from '../../sim/world';
import { type ClusterMessage, isMulti, type Observed, type ServerState } from '../cluster';
import { type Facts, firstInstanceOf, type InstanceFacts } from '../facts';
import { firstKept, serviceOf, stateIn } from '../reading';
import { type About, BOTH } from './property';
import { valuesBetween } from './replica';
import { type Scene, scenesAt } from './scenes';

/**
 * Something that should come true now and then: of a run in which it never does, "no property is broken" says little.
 * Unlike a property it is not wrong for it to stay false.
 */
export interface Sometimes extends Pick<About, 'id' | 'says' | 'protocols' | 'needsClerks'> {
  /** Whether it is true of this step, or of all that happened up to it; `facts` are those after the step. */
  comesTrue(step: Observed, facts: Facts): boolean;
}

/** True of one position in which something happens in a step. */
function inAPosition(id: string, says: string, isSo: (scene: Scene) => boolean): Sometimes {
  return {
    id,
    says,
    protocols: BOTH,
    comesTrue(step, facts) {
      for (const scene of scenesAt(step, facts)) if (happens(scene) && isSo(scene)) return true;
      return false;
    },
  };
}

const happens = ({ voted, promised, learned, proposed }: Scene) =>
  voted || promised || learned || proposed;

const chosen = inAPosition(
  'chosen',
  'Something was chosen.',
  ({ known }) => known.chosen.length > 0,
);

const competed = inAPosition(
  'competed',
  'Two ballots competed for one position.',
  ({ known }) => haveTwoBallots(known.asked) || haveTwoBallots(known.promises),
);

function haveTwoBallots(all: readonly { readonly ballot: Ballot }[]): boolean {
  for (let i = 1; i < all.length; i++)
    if (!sameBallot(all[i]?.ballot ?? null, all[0]?.ballot ?? null)) return true;
  return false;
}

const preempted: Sometimes = {
  id: 'preempted',
  says: 'A server refused a ballot, because it had promised a higher one.',
  protocols: BOTH,
  comesTrue: ({ outcome: { posted } }) => posted.some(({ wire }) => isRefusal(wire.message)),
};

function isRefusal(message: ClusterMessage): boolean {
  switch (message.kind) {
    case 'reject':
    case 'p1b':
    case 'p2b':
      return compareBallots(message.promised, message.ballot) > 0;
    default:
      return false;
  }
}

const adopted = inAPosition(
  'adopted',
  'A later ballot took over what an earlier one had a vote for.',
  ({ known }) =>
    known.asked.some(({ ballot, value }) =>
      known.ballots.some(
        (votes) => votes.value === value && compareBallots(votes.ballot, ballot) < 0,
      ),
    ),
);

const overwritten = inAPosition(
  'overwritten',
  'An acceptor overwrote its vote with one of a higher ballot.',
  ({ voted, was, is }) =>
    voted &&
    compareBallots(is?.vote?.ballot ?? null, was?.vote?.ballot ?? null) > 0 &&
    hadVoted(was),
);

const hadVoted = (was: Scene['was']) => (was?.vote ?? null) !== null;

const changedItsMind = inAPosition(
  'overruled',
  'A value that a minority had accepted lost to another one.',
  ({ known: { chosen, ballots } }) =>
    chosen.some((choice) => ballots.some((votes) => votes.value !== choice.value)),
);

const unknown = inAPosition(
  'unknown',
  'A value was chosen before anybody knew.',
  ({ chose, known }) => chose && known.learned.length === 0,
);

const again = inAPosition(
  'chosen again',
  'What was chosen was chosen once more, at a higher ballot.',
  ({ known }) => known.chosen.length > 1 && haveOneValue(known),
);

function haveOneValue({ chosen }: InstanceFacts): boolean {
  return chosen.every(({ value }: Vote) => value === chosen[0]?.value);
}

const filled = inAPosition('hole filled', 'A hole was filled by a no-op.', ({ known }) =>
  known.chosen.some(({ value }) => value === NO_OP),
);

const forgot: Sometimes = {
  id: 'forgotten',
  says: 'A server forgot what nobody needs any more.',
  protocols: BOTH,
  comesTrue({ outcome: { node }, after }) {
    const state = node === null ? null : stateIn(after, node);
    return state !== null && firstKept(state) > (isMulti(state) ? 1 : 0);
  },
};

const cameBack: Sometimes = {
  id: 'came back',
  says: 'A server crashed and came back.',
  protocols: BOTH,
  comesTrue: ({ event }) => event.type === 'restart',
};

const lost: Sometimes = {
  id: 'lost',
  says: 'A message was lost.',
  protocols: BOTH,
  comesTrue: ({ event, outcome: { posted, ended } }) =>
    event.type === 'drop' || ended?.how === 'crashed' || posted.some(isLost),
};

const isLost = ({ fate }: Posted[number]) => fate !== 'underWay';

const cameTwice: Sometimes = {
  id: 'came twice',
  says: 'A message came twice.',
  protocols: BOTH,
  comesTrue: ({ event, outcome: { posted } }) =>
    event.type === 'duplicate' || (posted.length > 1 && posted.some(isCopy)),
};

type Posted = Observed['outcome']['posted'];

/** The weather puts a copy right behind what it copies. */
function isCopy({ wire: { message, to } }: Posted[number], i: number, posted: Posted): boolean {
  const before = posted[i - 1]?.wire;
  return before !== undefined && before.message === message && before.to === to;
}

const twoLeaders: Sometimes = {
  id: 'two leaders',
  says: 'Two servers believed at once that they lead.',
  protocols: ['multi'],
  comesTrue({ outcome: { node }, after: { nodes } }) {
    const acting = node === null ? undefined : nodes[node - 1];
    return acting !== undefined && leads(acting) && nodes.filter(leads).length > 1;
  },
};

const leads = ({ state }: Node<ServerState>) =>
  state !== null && isMulti(state) && state.leader.value === 'leading';

const countedOnce: Sometimes = {
  id: 'counted once',
  says: 'An operation stood in the log twice and counted once.',
  protocols: BOTH,
  needsClerks: true,
  comesTrue(step, facts) {
    const server = step.outcome.node as Address;
    const [was, is] = [step.before, step.after].map((world) => serviceOf(stateIn(world, server)));
    if (!was || !is || is.applied <= was.applied) return false;
    return valuesBetween(was.applied, is.applied, facts).some((value, i) => {
      const operation = value === null ? null : readOperation(value);
      const first = operation ? firstInstanceOf(facts, operation) : -1;
      return first >= 0 && first <= was.applied + i;
    });
  },
};

const askedAgain: Sometimes = {
  id: 'asked again',
  says: 'A clerk got no answer in time and asked again.',
  protocols: BOTH,
  needsClerks: true,
  comesTrue: ({ event, outcome: { node } }, { calls }) =>
    event.type === 'fire' && calls.some(({ clerk, tries }) => clerk === node && tries.length > 1),
};

const overlapped: Sometimes = {
  id: 'overlapped',
  says: 'Two calls on one key were under way at once.',
  protocols: BOTH,
  needsClerks: true,
  comesTrue({ outcome: { node } }, { calls }) {
    const own = calls.findLast(({ clerk, returnedAt }) => clerk === node && returnedAt === null);
    return (
      own !== undefined &&
      calls.some(
        ({ clerk, key, returnedAt }) => clerk !== node && key === own.key && returnedAt === null,
      )
    );
  },
};

/** In the order in which a list shows them; each is noted once, at its first step. */
export const SOMETIMES: readonly Sometimes[] = [
  chosen,
  unknown,
  competed,
  preempted,
  adopted,
  overwritten,
  changedItsMind,
  again,
  filled,
  forgot,
  cameBack,
  lost,
  cameTwice,
  twoLeaders,
  askedAgain,
  overlapped,
  countedOnce,
];
