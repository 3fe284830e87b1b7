/** Scripts of Multi-Paxos with messages moved by hand, for tests of what is told about a leader. */

type Step = Readonly<Record<string, unknown>>;

const misses = (peer: string): Step => ({ fire: { peer, timer: 'heartbeatCheck' } });
const deliver = (kind: string, from: string, to: string, more: object = {}): Step => ({
  deliver: { kind, from, to, ...more },
});

/** One server misses its leader twice, and a majority of three follows it. */
const elect = (peer: string, follower: string): Step[] => [
  misses(peer),
  misses(peer),
  deliver('p1a', peer, follower),
  deliver('p1b', follower, peer),
];

/** A P2A for one slot, and its answer. */
const vote = (leader: string, acceptor: string, seq: number): Step[] => [
  deliver('p2a', leader, acceptor, { seq }),
  deliver('p2b', acceptor, leader, { seq }),
];

/**
 * CS 505's walk-through, as both labs play it. S1 leads and asks for A in slot 1 and B in slot 2; only B reaches another
 * server, S2. S1 dies; S3 takes over with S2, fills the gap, and decides slot 2 before slot 1.
 */
export const TAKEOVER: readonly Step[] = [
  ...elect('S1', 'S2'),
  { propose: { peer: 'S1', value: 'A' } },
  { propose: { peer: 'S1', value: 'B' } },
  deliver('p2a', 'S1', 'S2', { seq: 2 }),
  { kill: 'S1' },
  ...elect('S3', 'S2'),
  ...vote('S3', 'S2', 2),
  ...vote('S3', 'S2', 1),
];

/** Where in {@link TAKEOVER} S3 begins to lead, has decided slot 2, and has decided slot 1. */
export const LEADS = 12;
export const DECIDED_2 = 14;
export const DECIDED_1 = 16;

/** The laggard comes back, and a heartbeat shows what it lacks. */
export const CATCH_UP: readonly Step[] = [
  ...TAKEOVER,
  { restart: 'S1' },
  { fire: { peer: 'S3', timer: 'heartbeat' } },
  deliver('heartbeat', 'S3', 'S1'),
  deliver('heartbeat-reply', 'S1', 'S3'),
];

/** CS 505's late rejection, with the wrong rule: S2's answer to a P2A of 1.S4 names 2.S4, and is counted. Five servers. */
export const LATE_REJECTION: readonly Step[] = [
  misses('S4'),
  misses('S4'),
  deliver('p1a', 'S4', 'S1'),
  deliver('p1a', 'S4', 'S2'),
  deliver('p1b', 'S1', 'S4'),
  deliver('p1b', 'S2', 'S4'),
  { propose: { peer: 'S4', value: 'A' } },
  misses('S5'),
  misses('S5'),
  deliver('p1a', 'S5', 'S4', { ballot: '1.S5' }),
  misses('S4'),
  misses('S4'),
  misses('S4'),
  deliver('p1a', 'S4', 'S1', { ballot: '2.S4' }),
  deliver('p1a', 'S4', 'S2', { ballot: '2.S4' }),
  deliver('p1b', 'S1', 'S4', { ballot: '2.S4' }),
  deliver('p1b', 'S2', 'S4', { ballot: '2.S4' }),
  deliver('p2a', 'S4', 'S2', { ballot: '1.S4' }),
  deliver('p2b', 'S2', 'S4', { ballot: '1.S4' }),
  deliver('p2a', 'S4', 'S1', { ballot: '2.S4' }),
  deliver('p2b', 'S1', 'S4', { ballot: '2.S4' }),
];
