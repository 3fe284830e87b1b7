import type { ActorSystem, Reaction } from '../system';
import {
  type Client,
  clientReceives,
  clientsFrom,
  firstPuts,
  type RegisterMessage,
} from './registerClients.testkit';
import { firstHistory, type History, NOTHING, watchClients } from './registerHistory.testkit';

export type AbdNode = Server | Client;
export type AbdMessage =
  | RegisterMessage
  | { readonly type: 'query' | 'ackRecord'; readonly request: number }
  | { readonly type: 'ackQuery' | 'record'; readonly request: number; readonly copy: Copy };

/** A value and how new it is: a count, and who counted. */
type Copy = readonly [count: number, by: number, value: string];

interface Server {
  readonly type: 'server';
  readonly copy: Copy;
  readonly phase: Querying | Recording | null;
}

interface Querying {
  readonly type: 'querying';
  readonly request: number;
  readonly client: number;
  /** What is to be written; null for a read. */
  readonly write: string | null;
  readonly copies: Readonly<Record<number, Copy>>;
}

interface Recording {
  readonly type: 'recording';
  readonly request: number;
  readonly client: number;
  /** What was read; null for a write. */
  readonly read: string | null;
  readonly acks: readonly number[];
}

type Done = Reaction<AbdNode, AbdMessage>;

/** Oracle F3: a register by majorities (Attiya, Bar-Noy, Dolev; CHECKING 2.6). */
export function abdRegister(
  servers: number,
  clients: number,
): ActorSystem<AbdNode, AbdMessage, History> {
  const majority = Math.floor(servers / 2) + 1;
  const others = (place: number, message: AbdMessage) =>
    Array.from({ length: servers }, (_, to) => ({ to, message })).filter(({ to }) => to !== place);

  function serve(id: number, server: Server, from: number, message: AbdMessage): Done | null {
    const { copy, phase } = server;
    const { request } = message;
    switch (message.type) {
      case 'put':
      case 'get': {
        if (phase !== null) return null;
        const write = message.type === 'put' ? message.value : null;
        const begun = { type: 'querying', request, client: from, write, copies: { [id]: copy } };
        return {
          node: { ...server, phase: begun as Querying },
          sent: others(id, { type: 'query', request }),
        };
      }
      case 'query':
        return { node: server, sent: [{ to: from, message: { type: 'ackQuery', request, copy } }] };
      case 'ackQuery':
        if (phase?.type !== 'querying' || phase.request !== request) return null;
        return collect(id, server, phase, { ...phase.copies, [from]: message.copy });
      case 'record':
        return {
          node: { ...server, copy: newer(copy, message.copy) },
          sent: [{ to: from, message: { type: 'ackRecord', request } }],
        };
      case 'ackRecord': {
        if (phase?.type !== 'recording' || phase.request !== request) return null;
        if (phase.acks.includes(from)) return null;
        return finish(server, phase, [...phase.acks, from]);
      }
      default:
        return null;
    }
  }

  function collect(id: number, server: Server, phase: Querying, copies: Querying['copies']): Done {
    const all = Object.values(copies);
    if (all.length !== majority)
      return { node: { ...server, phase: { ...phase, copies } }, sent: [] };
    const { request, client, write } = phase;
    const newest = all.reduce(newer);
    const copy: Copy = write === null ? newest : [newest[0] + 1, id, write];
    const read = write === null ? newest[2] : null;
    return {
      node: {
        ...server,
        copy: newer(server.copy, copy),
        phase: { type: 'recording', request, client, read, acks: [id] },
      },
      sent: others(id, { type: 'record', request, copy }),
    };
  }

  function finish(server: Server, phase: Recording, acks: readonly number[]): Done {
    if (acks.length !== majority)
      return { node: { ...server, phase: { ...phase, acks } }, sent: [] };
    const { request, client, read } = phase;
    const message: AbdMessage =
      read === null ? { type: 'putOk', request } : { type: 'getOk', request, value: read };
    return { node: { ...server, phase: null }, sent: [{ to: client, message }] };
  }

  return {
    nodes: [
      ...Array.from(
        { length: servers },
        (_, id): AbdNode => ({ type: 'server', copy: [0, id, NOTHING], phase: null }),
      ),
      ...clientsFrom(servers, clients),
    ],
    wires: firstPuts(servers, clients),
    ghost: firstHistory(clients),
    receive: (place, node, from, message) =>
      node.type === 'client'
        ? clientReceives(servers, place, node, message)
        : serve(place, node, from, message),
    moves: () => [],
    move: () => {
      throw new Error('nobody moves without a message');
    },
    watch: watchClients(servers),
  };
}

function newer(a: Copy, b: Copy): Copy {
  return b[0] > a[0] || (b[0] === a[0] && b[1] > a[1]) ? b : a;
}
