import type { ActorSystem, Reaction } from '../system';
import {
  type Client,
  clientReceives,
  clientsFrom,
  firstPuts,
  type RegisterMessage,
} from './registerClients.testkit';

/** Oracle E: a register that can be written once, by message-level single-decree Paxos (CHECKING 2.5). */
export type PaxosNode = Server | Client;
export type PaxosMessage =
  | RegisterMessage
  | { readonly type: 'prepare'; readonly ballot: Ballot }
  | { readonly type: 'prepared'; readonly ballot: Ballot; readonly last: Accepted | null }
  | { readonly type: 'accept' | 'decided'; readonly ballot: Ballot; readonly proposal: Proposal }
  | { readonly type: 'accepted'; readonly ballot: Ballot };

type Ballot = readonly [round: number, id: number];
type Proposal = readonly [request: number, client: number, value: string];
type Accepted = readonly [ballot: Ballot, proposal: Proposal];

interface Server {
  readonly type: 'server';
  readonly ballot: Ballot;
  readonly proposal: Proposal | null;
  readonly prepares: Readonly<Record<number, Accepted | null>>;
  readonly accepts: readonly number[];
  readonly accepted: Accepted | null;
  readonly isDecided: boolean;
}

type Done = Reaction<PaxosNode, PaxosMessage>;

const IDLE: Server = {
  type: 'server',
  ballot: [0, 0],
  proposal: null,
  prepares: {},
  accepts: [],
  accepted: null,
  isDecided: false,
};

export function paxosRegister(
  servers: number,
  clients: number,
): ActorSystem<PaxosNode, PaxosMessage> {
  const majority = Math.floor(servers / 2) + 1;
  const others = (place: number, message: PaxosMessage) =>
    Array.from({ length: servers }, (_, to) => ({ to, message })).filter(({ to }) => to !== place);

  function serve(id: number, server: Server, from: number, message: PaxosMessage): Done | null {
    if (server.isDecided) {
      if (message.type !== 'get') return null;
      const value = (server.accepted as Accepted)[1][2];
      return { node: server, sent: [{ to: from, message: { ...message, type: 'getOk', value } }] };
    }
    switch (message.type) {
      case 'put':
        return server.proposal === null ? propose(id, server, from, message) : null;
      case 'prepare':
        if (!isAbove(message.ballot, server.ballot)) return null;
        return {
          node: { ...server, ballot: message.ballot },
          sent: [
            {
              to: from,
              message: { type: 'prepared', ballot: message.ballot, last: server.accepted },
            },
          ],
        };
      case 'prepared':
        return isSame(message.ballot, server.ballot) ? count(id, server, from, message) : null;
      case 'accept':
        if (isAbove(server.ballot, message.ballot)) return null;
        return {
          node: {
            ...server,
            ballot: message.ballot,
            accepted: [message.ballot, message.proposal],
          },
          sent: [{ to: from, message: { type: 'accepted', ballot: message.ballot } }],
        };
      case 'accepted':
        return isSame(message.ballot, server.ballot) ? tally(id, server, from) : null;
      case 'decided':
        return {
          node: {
            ...server,
            ballot: message.ballot,
            accepted: [message.ballot, message.proposal],
            isDecided: true,
          },
          sent: [],
        };
      default:
        return null;
    }
  }

  function propose(
    id: number,
    server: Server,
    from: number,
    { request, value }: { request: number; value: string },
  ): Done {
    const ballot: Ballot = [server.ballot[0] + 1, id];
    return {
      node: {
        ...server,
        ballot,
        proposal: [request, from, value],
        prepares: { [id]: server.accepted },
        accepts: [],
      },
      sent: others(id, { type: 'prepare', ballot }),
    };
  }

  function count(
    id: number,
    server: Server,
    from: number,
    { ballot, last }: { ballot: Ballot; last: Accepted | null },
  ): Done | null {
    const prepares = { ...server.prepares, [from]: last };
    if (Object.keys(prepares).length !== majority) {
      return { node: { ...server, prepares }, sent: [] };
    }
    const highest = Object.values(prepares).reduce(higher, null);
    const proposal = highest?.[1] ?? (server.proposal as Proposal);
    return {
      node: {
        ...server,
        prepares,
        proposal,
        accepted: [ballot, proposal],
        accepts: withOne(server.accepts, id),
      },
      sent: others(id, { type: 'accept', ballot, proposal }),
    };
  }

  function tally(id: number, server: Server, from: number): Done {
    const accepts = withOne(server.accepts, from);
    const node = { ...server, accepts };
    if (accepts.length !== majority) return { node, sent: [] };
    const proposal = server.proposal as Proposal;
    const [request, client] = proposal;
    return {
      node: { ...node, isDecided: true },
      sent: [
        ...others(id, { type: 'decided', ballot: server.ballot, proposal }),
        { to: client, message: { type: 'putOk', request } },
      ],
    };
  }

  return {
    nodes: [...new Array<PaxosNode>(servers).fill(IDLE), ...clientsFrom(servers, clients)],
    wires: firstPuts(servers, clients),
    ghost: null,
    receive: (place, node, from, message) =>
      node.type === 'client'
        ? clientReceives(servers, place, node, message)
        : serve(place, node, from, message),
    moves: () => [],
    move: () => {
      throw new Error('nobody moves without a message');
    },
    judge: (nodes) => (decidedValues(nodes).length > 1 ? 'agreement' : null),
    facts: (nodes) => (decidedValues(nodes).length > 0 ? ['decided'] : []),
  };
}

/** The same register, and what nobody will ever listen to again. A `get` waits for the server to decide. */
export function forgetfulPaxosRegister(
  servers: number,
  clients: number,
): ActorSystem<PaxosNode, PaxosMessage> {
  return {
    ...paxosRegister(servers, clients),
    ignores(_place, node, _from, message) {
      // Two servers may tell a client of the same value.
      if (node.type === 'client')
        return message.type === 'putOk' && message.request !== node.awaiting;
      if (node.isDecided) return message.type !== 'get';
      switch (message.type) {
        case 'put':
          return node.proposal !== null;
        case 'prepare':
          return !isAbove(message.ballot, node.ballot);
        case 'prepared':
        case 'accept':
        case 'accepted':
          return isAbove(node.ballot, message.ballot);
        default:
          return false;
      }
    },
  };
}

function decidedValues(nodes: readonly PaxosNode[]): string[] {
  const values = nodes.flatMap((node) =>
    node.type === 'server' && node.isDecided ? [(node.accepted as Accepted)[1][2]] : [],
  );
  return [...new Set(values)];
}

function isAbove([round, id]: Ballot, [otherRound, otherId]: Ballot): boolean {
  return round > otherRound || (round === otherRound && id > otherId);
}

function isSame(a: Ballot, b: Ballot): boolean {
  return a[0] === b[0] && a[1] === b[1];
}

function higher(a: Accepted | null, b: Accepted | null): Accepted | null {
  return a === null || (b !== null && isAbove(b[0], a[0])) ? b : a;
}

function withOne(members: readonly number[], one: number): number[] {
  return [...new Set([...members, one])].sort((a, b) => a - b);
}
