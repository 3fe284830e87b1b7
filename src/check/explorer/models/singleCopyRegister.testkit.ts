import type { ActorSystem } from '../system';
import {
  type Client,
  clientReceives,
  clientsFrom,
  firstPuts,
  type RegisterMessage,
} from './registerClients.testkit';
import { firstHistory, type History, NOTHING, watchClients } from './registerHistory.testkit';

export type CopyNode = Copy | Client;

interface Copy {
  readonly type: 'server';
  readonly value: string;
}

/** Oracles F1 and F2: each server has a register of its own. More than one are no register any more (CHECKING 2.6). */
export function singleCopyRegister(
  servers: number,
  clients: number,
): ActorSystem<CopyNode, RegisterMessage, History> {
  const empty: Copy = { type: 'server', value: NOTHING };
  return {
    nodes: [...new Array<CopyNode>(servers).fill(empty), ...clientsFrom(servers, clients)],
    wires: firstPuts(servers, clients),
    ghost: firstHistory(clients),
    receive(place, node, from, message) {
      if (node.type === 'client') return clientReceives(servers, place, node, message);
      const { type, request } = message;
      if (type === 'put') {
        const node: Copy = { type: 'server', value: message.value };
        return { node, sent: [{ to: from, message: { type: 'putOk', request } }] };
      }
      if (type !== 'get') return null;
      return { node, sent: [{ to: from, message: { type: 'getOk', request, value: node.value } }] };
    },
    moves: () => [],
    move: () => {
      throw new Error('nobody moves without a message');
    },
    watch: watchClients(servers),
  };
}
