import { describe, expect, test } from 'vitest';
import type { Actor } from '../../base/actor';
import { emptyIntMap, getAt, setAt } from '../../base/intMap';
import type { Ballot } from '../../protocol/ballot';
import { ballot } from '../../protocol/ballot.testkit';
import {
  type Call,
  identityOf,
  isReply,
  type Message,
  type Peer,
  paxosPeer,
} from '../../protocol/basic';
import type { ClusterWorld, Observed, ServerState } from '../cluster';
import { type Facts, type InstanceFacts, initialFacts, observe } from '../facts';
import { judge } from '../judge';
import { LIBRARY } from './library';
import { chosen, idsOf, kernelOf, voted, voteOf, Witness, worldOf } from './mutants.testkit';
import { SINGLE_DECREE } from './singleDecree';

// No property is empty: for each there is a wrong step that breaks it, and it alone.

/** One record of the server under test, as far as a row says. */
interface Record {
  readonly promised?: string;
  /** "1.S1:x" */
  readonly vote?: string;
  readonly learned?: string;
  /** The proposer's present ballot. */
  readonly ballot?: string;
}

interface Sketch {
  readonly records?: { readonly [seq: number]: Record };
  readonly done?: readonly number[];
  readonly min?: number;
  readonly max?: number;
}

interface Row {
  readonly breaks: string;
  readonly by: string;
  /** S1, of three servers, before and after it received a message about `seq` (default 0). */
  readonly was: Sketch;
  readonly is: Sketch;
  readonly seq?: number;
  /** What is known to be true of instance 0 before the step. */
  readonly known?: Partial<InstanceFacts>;
  readonly done?: readonly number[];
}

const POST = { identityOf, isReply };
const NOTHING = { records: { 0: {} } };
const PROPOSED = { proposed: ['x', 'y'] };

const ROWS: readonly Row[] = [
  {
    breaks: 'SD-agreement',
    by: 'learning a second value',
    was: NOTHING,
    is: { records: { 0: { learned: 'y' } } },
    known: { ...PROPOSED, chosen: [chosen('1.S2:x'), chosen('1.S3:y')] },
  },
  {
    breaks: 'SD-validity',
    by: 'learning what nobody proposed',
    was: NOTHING,
    is: { records: { 0: { learned: 'z' } } },
    known: { ...PROPOSED, chosen: [chosen('1.S2:z')] },
  },
  {
    breaks: 'SD-learned-chosen',
    by: 'learning before a majority has voted (BL-05)',
    was: NOTHING,
    is: { records: { 0: { learned: 'x' } } },
    known: { ...PROPOSED, ballots: [voted('1.S2:x', 2)] },
  },
  {
    breaks: 'SD-stability',
    by: 'un-learning a decision',
    was: { records: { 0: { learned: 'x' } } },
    is: NOTHING,
    known: { ...PROPOSED, chosen: [chosen('1.S2:x')], learned: [{ server: 1, value: 'x' }] },
  },
  {
    breaks: 'SD-promise-monotone',
    by: 'lowering n_p (BL-13)',
    was: { records: { 0: { promised: '2.S2' } } },
    is: { records: { 0: { promised: '1.S3' } } },
  },
  {
    breaks: 'SD-promise-monotone',
    by: 'forgetting a vote (BL-14)',
    was: { records: { 0: { promised: '2.S2', vote: '2.S2:x' } } },
    is: { records: { 0: { promised: '2.S2' } } },
  },
  {
    breaks: 'SD-promise-monotone',
    by: 'voting without raising n_p (BL-02)',
    was: { records: { 0: { promised: '1.S1' } } },
    is: { records: { 0: { promised: '1.S1', vote: '2.S2:x' } } },
    known: PROPOSED,
  },
  {
    breaks: 'SD-accept-guard',
    by: 'voting below its promise (BL-01)',
    was: { records: { 0: { promised: '2.S2' } } },
    is: { records: { 0: { promised: '2.S2', vote: '1.S1:x' } } },
    known: PROPOSED,
  },
  {
    breaks: 'SD-one-value-per-n',
    by: 'voting for another value at the same ballot (BL-11)',
    was: NOTHING,
    is: { records: { 0: { promised: '1.S2', vote: '1.S2:y' } } },
    known: { ...PROPOSED, ballots: [voted('1.S2:x', 2)] },
  },
  {
    breaks: 'SD-future',
    by: 'voting for another value above a choice (BL-03)',
    was: NOTHING,
    is: { records: { 0: { promised: '2.S3', vote: '2.S3:y' } } },
    known: { ...PROPOSED, ballots: [voted('1.S2:x', 2, 3)], chosen: [chosen('1.S2:x')] },
  },
  {
    breaks: 'SD-number-unique',
    by: "proposing under another server's ballot (BL-11)",
    was: NOTHING,
    is: { records: { 0: { ballot: '1.S2' } } },
  },
  {
    breaks: 'SD-number-unique',
    by: 'proposing under its own ballot again (BL-12)',
    was: { records: { 0: { ballot: '2.S1' } } },
    is: { records: { 0: { ballot: '1.S1' } } },
  },
  {
    breaks: 'LIB-known-le-true',
    by: 'believing a Done that nobody called',
    was: {},
    is: { done: [-1, 3, -1] },
  },
  {
    breaks: 'GC-min-bound',
    by: 'moving Min while somebody is not done (BL-24)',
    was: {},
    is: { min: 1 },
    done: [0, 0, -1],
  },
  {
    breaks: 'GC-monotone',
    by: 'lowering a Done (BL-26)',
    was: { done: [7, -1, -1] },
    is: { done: [3, -1, -1] },
    done: [7, 7, 7],
  },
  {
    breaks: 'GC-monotone',
    by: 'lowering Min',
    was: { min: 3 },
    is: { min: 2 },
    done: [7, 7, 7],
  },
  { breaks: 'GC-monotone', by: 'lowering Max (BL-28)', was: { max: 9 }, is: { max: 5 } },
  {
    breaks: 'GC-forgotten',
    by: 'keeping a forgotten record',
    was: { records: { 0: {} } },
    is: { records: { 0: {} }, min: 1 },
    done: [0, 0, 0],
  },
  {
    breaks: 'GC-forgotten',
    by: 'dropping a record that is needed (BL-23)',
    was: { records: { 0: {}, 1: {} } },
    is: { records: { 0: {} } },
  },
  {
    breaks: 'LIB-max',
    by: 'not noticing a higher instance',
    was: { max: 3 },
    is: { max: 3, records: { 7: {} } },
    seq: 7,
  },
];

function peerOf({ records = {}, done = [-1, -1, -1], min = 0, max = 9 }: Sketch): ServerState {
  const self = { address: 1, servers: [1, 2, 3], timers: {} };
  const blank = paxosPeer.start(self).state;
  // A record as the library makes it, overwritten with what the row says.
  const started = paxosPeer.call(blank, { type: 'start', seq: 0, value: 'x' }).state;
  const made = getAt(started.instances, 0);
  if (!made) throw new Error('Start makes a record');
  let instances = emptyIntMap<typeof made>();
  for (const [seq, { promised, vote, learned, ballot: own }] of Object.entries(records)) {
    const registers = {
      promised: promised ? ballot(promised) : null,
      vote: vote ? voteOf(vote) : null,
    };
    instances = setAt(instances, Number(seq), {
      acceptor: { ...made.acceptor, context: registers },
      learner: { ...made.learner, context: { value: learned ?? null } },
      proposer: {
        ...made.proposer,
        context: { ...made.proposer.context, ballot: own ? ballot(own) : null },
      },
    });
  }
  return { ...blank, instances, done, min, max };
}

/** A made-up step: S1 received a message, and became what the row says. */
function stepOf({ was, is, seq = 0 }: Row): Observed {
  const world = worldOf(kernelOf(paxosPeer, POST));
  const holding = (state: ServerState): ClusterWorld => ({
    ...world,
    nodes: world.nodes.map((node) => (node.address === 1 ? { ...node, state } : node)),
  });
  const message: Message = { kind: 'accepted', ballot: { round: 1, server: 1 }, seq, done: -1 };
  const wire = { id: 1, from: 2, to: 1, message, sentAt: 0, at: 0, copy: 0 };
  return {
    before: holding(peerOf(was)),
    event: { type: 'deliver', wire: 1, at: 0 },
    outcome: { node: 1, posted: [], ended: { wire, how: 'received' }, explanations: [] },
    after: holding(peerOf(is)),
  };
}

function factsOf({ known = {}, done = [-1, -1, -1] }: Row): Facts {
  const facts = initialFacts(3);
  const none = { proposed: [], asked: [], ballots: [], chosen: [], learned: [] };
  const all: InstanceFacts = { ...none, ...known };
  return { ...facts, done, instances: setAt(facts.instances, 0, all) };
}

describe('a wrong step breaks one property:', () => {
  test.each(ROWS.map((row) => [row.breaks, row.by, row] as const))(
    '%s by %s',
    (breaks, _by, row) => {
      const step = stepOf(row);
      const violations = judge([], step, observe(factsOf(row), step));
      expect(idsOf(violations)).toEqual([breaks]);
      expect(violations[0]).toMatchObject({ event: step.event, because: { server: 1 } });
    },
  );

  test('each property of the library has one', () => {
    const ids = [...SINGLE_DECREE, ...LIBRARY].map(({ id }) => id);
    expect(new Set(ROWS.map(({ breaks }) => breaks))).toEqual(new Set(ids));
  });

  test('a property is reported once, at its first break', () => {
    const row = ROWS[0] as Row;
    const step = stepOf(row);
    const facts = observe(factsOf(row), step);
    const first = judge([], step, facts);
    expect(judge(first, step, facts)).toBe(first);
  });

  test('a step that changes nothing breaks nothing', () => {
    const step = stepOf({ breaks: '', by: '', was: NOTHING, is: NOTHING });
    expect(judge([], step, observe(initialFacts(3), step))).toEqual([]);
  });
});

// ---- wrong servers ------------------------------------------------------------------------------------------------

type Server = Actor<Peer, Message, Call>;

/** What is violated in any of many runs of a cluster of such servers. */
function violatedBy(server: Server): Set<string> {
  const kernel = kernelOf(server, POST);
  const all = new Set<string>();
  for (let seed = 0; seed < 60; seed++) {
    const run = new Witness(kernel, worldOf(kernel, { seed }));
    const call = (node: number, request: Call) => run.act({ type: 'call', node, request });
    for (const node of [1, 2, 3]) call(node, { type: 'start', seq: 0, value: `v${node}` });
    for (const seq of [0, 1, 2]) call(1, { type: 'done', seq });
    call(1, { type: 'start', seq: 1, value: 'w' });
    run.rest(300);
    for (const id of idsOf(run.violations)) all.add(id);
  }
  return all;
}

/** The server, but its acceptor has no promise to keep when a vote is asked for. */
const forgetful: Server = {
  ...paxosPeer,
  receive(state, from, message) {
    const held = getAt(state.instances, message.seq);
    if (message.kind !== 'accept' || !held) return paxosPeer.receive(state, from, message);
    const none: Ballot | null = null;
    const acceptor = { ...held.acceptor, context: { ...held.acceptor.context, promised: none } };
    const instances = setAt(state.instances, message.seq, { ...held, acceptor });
    return paxosPeer.receive({ ...state, instances }, from, message);
  },
};

/** The server, but its proposer never sees that anybody voted before. */
const stubborn: Server = {
  ...paxosPeer,
  receive: (state, from, message) =>
    paxosPeer.receive(
      state,
      from,
      message.kind === 'promise' ? { ...message, vote: null } : message,
    ),
};

/** The server, but Min follows only those of whom it heard. */
const hasty: Server = {
  ...paxosPeer,
  receive(state, from, message) {
    const step = paxosPeer.receive(state, from, message);
    const heard = step.state.done.filter((done) => done >= 0);
    const min = heard.length > 0 ? 1 + Math.min(...heard) : 0;
    return { ...step, state: { ...step.state, min } };
  },
};

describe('a wrong server is found out:', () => {
  test.each<[string, string[], Server]>([
    ['that votes below its promise (BL-01)', ['SD-accept-guard', 'SD-agreement'], forgetful],
    ['that ignores reported votes (BL-03)', ['SD-future', 'SD-agreement'], stubborn],
    ['whose Min follows only those it heard (BL-24)', ['GC-min-bound'], hasty],
  ])('one %s', (_what, broken, server) => {
    expect([...violatedBy(server)]).toEqual(expect.arrayContaining(broken));
  });

  test('a right one is not', () => {
    expect([...violatedBy(paxosPeer)]).toEqual([]);
  });
});
