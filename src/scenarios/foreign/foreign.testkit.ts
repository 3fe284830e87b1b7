import type { Because } from '../../base/actor';
import { type Address, nameOf } from '../../base/address';
import { forEachAt, type IntMap } from '../../base/intMap';
import {
  type ClusterMessage,
  isAgreement,
  isMulti,
  isOfLibrary,
  type ServerState,
} from '../../check/cluster';
import { type Ballot, formatBallot } from '../../protocol/ballot';
import { ballot as ballotIn, vote as voteIn } from '../../protocol/sentences';
import type { Vote } from '../../protocol/vote';
import { toMs } from '../../sim/time';
import { type RecordedRun, type ToldStep, toldSteps } from '../exports/recordedRun';

// Our own runs, written down as a student's implementation would write them down.

/** Which ends of a message write it down. */
export type Written = 'both' | 'sender' | 'receiver';

type Line = Readonly<Record<string, unknown>>;

/** A run of servers without clerks, one object a line. */
export function foreignLines(run: RecordedRun, written: Written = 'both'): Line[] {
  const peers = run.initial.world.nodes.length;
  const lines = [...toldSteps(run)].flatMap((step) => linesOf(step, written));
  return [{ kind: 'cluster', peers }, ...run.initial.world.nodes.flatMap(begun), ...lines];
}

/** A server alone has promised itself its ballot before anything happens. */
function begun({ address, state }: ToldStep['before']['world']['nodes'][number]): Line[] {
  const ballot = state && isMulti(state) ? state.acceptor.context.ballot : null;
  if (!ballot) return [];
  const me = nameOf(address);
  return [{ kind: 'p1b', time: 0, peer: me, from: me, to: me, ...b(ballot) }];
}

export const textOf = (lines: readonly Line[]) =>
  lines.map((line) => JSON.stringify(line)).join('\n');

function linesOf({ event, outcome, before }: ToldStep, written: Written): Line[] {
  const time = toMs(event.at);
  const around =
    event.type === 'crash' || event.type === 'restart'
      ? [{ kind: event.type, peer: nameOf(event.node), time }]
      : [];
  const begins = event.type === 'call' ? startLine(event.request) : null;
  const { node, ended, posted, explanations } = outcome;
  if (node === null) return around;
  const here = (line: Line): Line => ({ time, peer: nameOf(node), ...line });
  const received = ended?.how === 'received' ? messageLines(ended.wire).map(here) : [];
  const state = before.world.nodes[node - 1]?.state ?? null;
  const inside = explanations.flatMap(({ rule, because }) =>
    insideLines(rule, because, node, state).map(here),
  );
  const sent = posted.filter(isOriginal).flatMap(({ wire }) => messageLines(wire).map(here));
  const isAsked = ({ kind }: Line) => kind === 'prepare' || kind === 'p1a';
  // What is decided is told after all that it rests on.
  const isTold = ({ kind }: Line) => kind === 'decided' || kind === 'decision';
  const isLearned = ({ kind }: Line) => kind === 'decide';
  const own = written === 'receiver' ? [] : sent;
  return [
    ...around,
    ...(begins ? [here(begins)] : []),
    ...(written === 'sender' ? [] : received),
    ...own.filter(isAsked),
    ...inside.filter((line) => !isLearned(line)),
    ...own.filter((line) => !isAsked(line) && !isTold(line)),
    ...inside.filter(isLearned),
    ...own.filter(isTold),
  ];
}

function startLine(request: Extract<ToldStep['event'], { type: 'call' }>['request']): Line | null {
  if (request.type === 'start') return { kind: 'start', seq: request.seq, value: request.value };
  return request.type === 'propose' ? { kind: 'start', value: request.value } : null;
}

type Posted = ToldStep['outcome']['posted'];

/** The weather's copies are nobody's sending. */
function isOriginal({ wire }: Posted[number], index: number, posted: Posted): boolean {
  const isSame = (other: Posted[number]) =>
    other.wire.message === wire.message && other.wire.to === wire.to;
  return posted.findIndex(isSame) === index;
}

const b = (ballot: Ballot | null) => (ballot ? { ballot: formatBallot(ballot) } : {});

interface Wire {
  readonly from: Address;
  readonly to: Address;
  readonly message: ClusterMessage;
}

function messageLines({ from, to, message }: Wire): Line[] {
  if (!isAgreement(message)) return [];
  const ends = { from: nameOf(from), to: nameOf(to), ...b(message.ballot) };
  const { kind } = message;
  const promised =
    'promised' in message && message.promised ? { promised: formatBallot(message.promised) } : {};
  if (isOfLibrary(message)) {
    const { seq } = message;
    const value = 'value' in message ? { value: message.value } : {};
    const vote = 'vote' in message ? { vote: message.vote && voteLine(message.vote) } : {};
    return [{ kind, ...ends, seq, ...value, ...vote, ...promised }];
  }
  switch (message.kind) {
    case 'p2a':
      return [{ kind, ...ends, slot: message.slot, value: message.value }];
    case 'p2b':
      return [{ kind, ...ends, slot: message.slot, ok: message.accepted, ...promised }];
    case 'p1b': {
      const votes = voteLines(message.accepted);
      return [{ kind, ...ends, votes, cleared: message.cleared, ...promised }];
    }
    case 'decision':
      return message.values.map((value, i) => ({ kind, ...ends, slot: message.first + i, value }));
    default:
      return [{ kind, ...ends }];
  }
}

const voteLine = ({ ballot, value }: Vote) => {
  return { ballot: formatBallot(ballot), value };
};

function voteLines(accepted: IntMap<Vote>): Line[] {
  const lines: Line[] = [];
  forEachAt(accepted, (vote, slot) => lines.push({ slot, ...voteLine(vote) }));
  return lines;
}

function votesOf(state: ServerState | null): Line[] {
  return state && isMulti(state) ? voteLines(state.acceptor.context.accepted) : [];
}

/** What a server says to itself is a call there, and is written down like a message; so is what it learns. */
function insideLines(
  rule: string,
  because: Because,
  node: Address,
  before: ServerState | null,
): Line[] {
  const { from, seq, slot, value, vote } = because;
  const me = nameOf(node);
  const ends = { from: me, to: me, ...b(ballotIn(because.ballot)) };
  const place = typeof seq === 'number' ? { seq } : { slot };
  if (rule === 'learner.learn' || rule === 'learner.decide')
    return [{ kind: 'decide', ...place, value }];
  if (from !== node) return [];
  switch (rule) {
    case 'acceptor.promise': {
      const reported = voteIn(vote);
      return [{ kind: 'promise', ...ends, seq, vote: reported && voteLine(reported) }];
    }
    case 'acceptor.accept':
      return [
        { kind: 'accept', ...ends, seq, value },
        { kind: 'accepted', ...ends, seq },
      ];
    case 'acceptor.adopt':
      return [{ kind: 'p1b', ...ends, votes: votesOf(before) }];
    case 'acceptor.vote':
      return [
        { kind: 'p2a', ...ends, slot, value },
        { kind: 'p2b', ...ends, slot },
      ];
    default:
      return [];
  }
}
