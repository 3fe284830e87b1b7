import type { Reaction, Wire } from '../system';

/** The clients of oracles E and F, which write once and then read once: what they say and hear. */
export type RegisterMessage =
  | { readonly type: 'put'; readonly request: number; readonly value: string }
  | { readonly type: 'get'; readonly request: number }
  | { readonly type: 'putOk'; readonly request: number }
  | { readonly type: 'getOk'; readonly request: number; readonly value: string };

export interface Client {
  readonly type: 'client';
  /** The request it waits for; null when it is through. */
  readonly awaiting: number | null;
}

/** Clients live behind the servers; the letter that each writes is its own. */
export function clientsFrom(servers: number, count: number): Client[] {
  return Array.from({ length: count }, (_, i) => ({ type: 'client', awaiting: servers + i }));
}

export function firstPuts(servers: number, count: number): Wire<RegisterMessage>[] {
  return Array.from({ length: count }, (_, i) => {
    const place = servers + i;
    return { from: place, to: place % servers, message: putOf(place, i) };
  });
}

function putOf(request: number, client: number): RegisterMessage {
  return { type: 'put', request, value: letterOf(client) };
}

export function letterOf(client: number): string {
  return String.fromCharCode(65 + client);
}

export function clientReceives(
  servers: number,
  place: number,
  client: Client,
  message: { readonly type: string; readonly request?: number },
): Reaction<Client, RegisterMessage> | null {
  if (message.request !== client.awaiting) return null;
  if (message.type === 'getOk') return { node: { ...client, awaiting: null }, sent: [] };
  if (message.type !== 'putOk') return null;
  const request = 2 * place;
  return {
    node: { ...client, awaiting: request },
    sent: [{ to: (place + 1) % servers, message: { type: 'get', request } }],
  };
}
