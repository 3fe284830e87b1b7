import type { IntMap } from '../../base/intMap';
import { changedKeys, getAt } from '../../base/intMap';
import { sameBallot } from '../../protocol/ballot';
import { type Instance, type Message, ownDone, type Peer } from '../../protocol/basic';
import { instanceTouched, isMulti, isOfLibrary, type Observed } from '../cluster';
import type { Facts } from '../facts';
import { stateIn } from '../reading';
import { judgingScenes, type Rules } from './perScene';
import type { About, Property } from './property';

/** One step at one peer of the library. */
interface PeerScene {
  readonly server: number;
  readonly peer: Peer;
  /** Null at a start. */
  readonly before: Peer | null;
  readonly step: Observed;
  /** After the step. */
  readonly facts: Facts;
}

/** A property of the one peer of the library whose handler ran. */
export function perPeer(
  about: Omit<About, 'protocols' | 'scope' | 'of'>,
  rules: Rules<PeerScene>,
): Property {
  return { ...about, protocols: ['basic'], scope: 'server', of: 'server', ...judging(rules) };
}

const judging = judgingScenes(sceneOf);

function sceneOf(step: Observed, facts: Facts): PeerScene | null {
  const server = step.outcome.node;
  const peer = server === null ? null : stateIn(step.after, server);
  if (!peer || server === null || isMulti(peer)) return null;
  return { server, peer, before: stateIn(step.before, server) as Peer | null, step, facts };
}

const hears = ({ peer, before }: PeerScene) => peer.done !== before?.done;
const movesMin = ({ peer, before }: PeerScene) => peer.min !== (before?.min ?? 0);
const movesMax = ({ peer, before }: PeerScene) => peer.max !== (before?.max ?? -1);

export const doneIsTrue = perPeer(
  {
    id: 'LIB-known-le-true',
    says: 'What a server believes others are done with, they are done with; and it knows what itself is done with.',
  },
  {
    concerns: (scene) => hears(scene) || doneSaid(scene) !== null,
    judge(scene) {
      const { peer, facts } = scene;
      const index = peer.done.findIndex((known, i) => known > (facts.done[i] ?? -1));
      if (index >= 0)
        return { about: index + 1, believed: peer.done[index], true: facts.done[index] };
      const said = doneSaid(scene);
      return said !== null && ownDone(peer) < said
        ? { about: peer.self, believed: ownDone(peer), true: said }
        : null;
    },
    prove: (_step, _facts, { about }) => ({ nodes: [about as number] }),
  },
);

/** What the application says in this step that it is done with. */
function doneSaid({ step }: PeerScene): number | null {
  const { event } = step;
  return event.type === 'call' && event.request.type === 'done' ? event.request.seq : null;
}

export const minIsSafe = perPeer(
  {
    id: 'GC-min-bound',
    says: 'Min is one more than the least Done known, and never passes an instance that some server is not done with.',
  },
  {
    concerns: (scene) => hears(scene) || movesMin(scene),
    judge({ peer, facts }) {
      const bound = 1 + Math.min(...facts.done);
      if (peer.min > bound) return { min: peer.min, bound, done: facts.done };
      const known = 1 + Math.min(...peer.done);
      return peer.min === known ? null : { min: peer.min, bound: known, done: peer.done };
    },
    prove: (_step, facts, { min }) => ({
      position: (min as number) - 1,
      nodes: facts.done.flatMap((done, i) => (done < (min as number) - 1 ? [i + 1] : [])),
    }),
  },
);

/** Of the library; the property is `boundsOnlyRise`. */
export const neverBackwards = perPeer(
  { id: 'GC-monotone', says: 'Done, Min and Max never decrease.' },
  {
    concerns: (scene) => hears(scene) || movesMin(scene) || movesMax(scene),
    judge({ peer, before }) {
      if (!before) return null;
      const lost = peer.done.some((known, i) => known < (before.done[i] ?? -1));
      return lost || peer.min < before.min || peer.max < before.max
        ? { min: peer.min, max: peer.max }
        : null;
    },
  },
);

/** Of the library; the property is `neededIsKept`. */
export const dropsOnlyTheUnneeded = perPeer(
  { id: 'GC-needed', says: 'An instance is forgotten only when every server is done with it.' },
  {
    concerns: (scene) => movesMin(scene) || loses(scene),
    judge(scene) {
      const { peer, before, facts } = scene;
      if (!before || !(loses(scene) || peer.min > before.min)) return null;
      const bound = Math.min(...facts.done);
      const dropped = changedKeys(before.instances, peer.instances).find(
        (seq) => seq > bound && getAt(peer.instances, seq) === undefined,
      );
      return dropped === undefined ? null : { seq: dropped, bound, done: facts.done };
    },
    prove: (_step, facts, { seq }) => ({
      nodes: facts.done.flatMap((done, i) => (done < (seq as number) ? [i + 1] : [])),
    }),
  },
);

const loses = ({ peer, before }: PeerScene) =>
  before !== null && peer.instances.size < before.instances.size;

export const forgottenIsGone = perPeer(
  {
    id: 'GC-forgotten',
    says: 'No record of an instance below Min is kept, and every record at or above it is.',
  },
  {
    concerns: (scene) => {
      const { peer, before, step } = scene;
      if (movesMin(scene) || loses(scene)) return true;
      // A message about what is forgotten must not bring it back.
      return (peer.min > 0 || before === null) && (instanceTouched(step) ?? peer.min) < peer.min;
    },
    judge({ peer, before }) {
      const lowest = peer.instances.chunks[0];
      const first = lowest
        ? lowest.base + lowest.items.findIndex((item) => item !== null)
        : peer.min;
      if (first < peer.min) return { min: peer.min, kept: first };
      const shrunk =
        before !== null && before.min === peer.min && peer.instances.size < before.instances.size;
      return shrunk ? { min: peer.min, records: peer.instances.size } : null;
    },
    prove: (_step, _facts, { kept }) => (typeof kept === 'number' ? { position: kept } : {}),
  },
);

export const maxHasHeard = perPeer(
  {
    id: 'LIB-max',
    says: 'Max is at least every instance the server started or heard of.',
  },
  {
    concerns: (scene) => movesMax(scene) || (heard(scene) ?? -1) > scene.peer.max,
    judge(scene) {
      const { peer } = scene;
      const seq = heard(scene);
      return seq !== null && seq > peer.max ? { max: peer.max, seq } : null;
    },
  },
);

/** The instance that a step tells of, unless it is forgotten. */
function heard({ peer, step }: PeerScene): number | null {
  const seq = instanceTouched(step);
  const ownDone = step.event.type === 'call' && step.event.request.type === 'done';
  return seq === null || ownDone || seq < peer.min ? null : seq;
}

export const othersUntouched = perPeer(
  {
    id: 'LIB-independent',
    says: 'A message about one instance changes what no acceptor holds in another.',
  },
  {
    concerns: ({ peer, before, step }) =>
      before !== null && peer.instances.size > 1 && receivedIn(step) !== null,
    judge({ peer, before, step }) {
      const seq = receivedIn(step);
      if (!before || seq === null) return null;
      const other = otherChanged(before.instances, peer.instances, seq);
      return other === null ? null : { seq, other };
    },
  },
);

/** The instance of an agreement message that a step received. */
function receivedIn({ outcome: { ended } }: Observed): number | null {
  const message = ended?.how === 'received' ? ended.wire.message : null;
  return message && isOfLibrary(message) ? message.seq : null;
}

/** The first instance but this whose acceptor is another than before. One that is forgotten has none. */
function otherChanged(
  before: IntMap<Instance>,
  after: IntMap<Instance>,
  seq: number,
): number | null {
  if (before === after) return null;
  for (const chunk of after.chunks) {
    // Chunks that nothing was written to are shared.
    if (before.chunks.includes(chunk)) continue;
    for (let i = 0; i < chunk.items.length; i++) {
      const acceptor = chunk.items[i]?.acceptor;
      const key = chunk.base + i;
      if (acceptor && key !== seq && acceptor !== getAt(before, key)?.acceptor) return key;
    }
  }
  return null;
}

export const statusIsFinal = perPeer(
  {
    id: 'LIB-status-local',
    says: 'What Status once said to be decided stays decided until it is forgotten.',
  },
  {
    concerns: (scene) => {
      const seq = instanceTouched(scene.step);
      if (!scene.before) return false;
      return loses(scene) || (seq !== null && isDecided(scene.before, seq));
    },
    judge(scene) {
      const { peer, before, step } = scene;
      if (!before) return null;
      const touched = instanceTouched(step);
      const changed = loses(scene) ? changedKeys(before.instances, peer.instances) : [];
      const lost = (touched === null ? changed : [touched, ...changed]).find(
        (seq) => seq >= peer.min && isDecided(before, seq) && !isDecided(peer, seq),
      );
      return lost === undefined ? null : { seq: lost };
    },
  },
);

function isDecided({ instances }: Peer, seq: number): boolean {
  return (getAt(instances, seq)?.learner.context.value ?? null) !== null;
}

export const roundsAreCheap = perPeer(
  {
    id: 'LIB-budget',
    says: 'A round asks each other server once to promise, once to accept, and tells it once.',
  },
  {
    concerns: ({ step }) => step.outcome.posted.some(isAsked),
    judge({ before, step: { outcome } }) {
      const { posted } = outcome;
      const first = posted.find(isAsked)?.wire.message as Question | undefined;
      if (!first) return null;
      const twice = posted.find(isAskedTwice);
      if (!twice && !saidBefore(before, first)) return null;
      const { kind, seq, ballot } = (twice?.wire.message ?? first) as Question;
      return { seq, kind, ballot, to: twice?.wire.to ?? null };
    },
  },
);

type Posted = Observed['outcome']['posted'];
type Question = Extract<Message, { kind: 'prepare' | 'accept' | 'decided' }>;

function isAsked({ wire: { message } }: Posted[number]): boolean {
  const { kind } = message;
  return kind === 'prepare' || kind === 'accept' || kind === 'decided';
}

/** Another message, and not a copy that the weather made, says the same to the same server. */
function isAskedTwice(one: Posted[number], i: number, posted: Posted): boolean {
  if (!isAsked(one)) return false;
  const { to, message } = one.wire;
  const question = message as Question;
  for (let j = 0; j < i; j++) {
    const earlier = (posted[j] as Posted[number]).wire;
    if (earlier.to !== to || earlier.message === message || earlier.message.kind !== message.kind)
      continue;
    const other = earlier.message as Question;
    if (other.seq === question.seq && sameBallot(other.ballot, question.ballot)) return true;
  }
  return false;
}

/** Whether a proposer had gone this far in its round already. */
function saidBefore(before: Peer | null, { kind, seq, ballot }: Question): boolean {
  const proposer = before ? getAt(before.instances, seq)?.proposer : undefined;
  if (!proposer || !sameBallot(proposer.context.ballot, ballot)) return false;
  if (kind === 'prepare') return true;
  return kind === 'accept' ? proposer.context.value !== null : proposer.value === 'decided';
}

export const LIBRARY: readonly Property[] = [
  doneIsTrue,
  minIsSafe,
  forgottenIsGone,
  maxHasHeard,
  othersUntouched,
  statusIsFinal,
  roundsAreCheap,
];
