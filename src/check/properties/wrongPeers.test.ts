import { describe, expect, test } from 'vitest';
import type { Actor } from '../../base/actor';
import { getAt, setAt } from '../../base/intMap';
import type { Ballot } from '../../protocol/ballot';
import { type Call, type Message, type Peer, paxosPeer } from '../../protocol/basic';
import { POST } from './libraryMutants.testkit';
import { idsOf, kernelOf, Witness, worldOf } from './mutants.testkit';

// Servers of the library with one wrong rule each, and a right one, in storms.

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
