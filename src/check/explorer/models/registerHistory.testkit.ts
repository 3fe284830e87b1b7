import type { Happening, Watched } from '../system';
import { letterOf, type RegisterMessage } from './registerClients.testkit';

/** What the clients did, for oracle F: kept beside the protocol (CHECKING 2.6). */
export interface History {
  readonly clients: readonly ClientHistory[];
}

interface ClientHistory {
  readonly done: readonly Operation[];
  readonly open: Operation | null;
}

interface Operation {
  readonly kind: 'write' | 'read';
  /** What is written, or was read; null for a read that is still open. */
  readonly value: string | null;
  /** How many operations of each client were completed when it was invoked. */
  readonly after: readonly number[];
}

/** What a register holds before anybody wrote. */
export const NOTHING = '';

/** Every client has called its write, and none has an answer. */
export function firstHistory(count: number): History {
  const after = new Array<number>(count).fill(0);
  return {
    clients: Array.from({ length: count }, (_, i) => ({
      done: [],
      open: { kind: 'write', value: letterOf(i), after },
    })),
  };
}

/** Notes the answers that clients take, and the calls that they make then. */
export function watchClients(servers: number) {
  return <N>(history: History, it: Happening<N, { type: string }>): Watched<History> => {
    const { cause, place } = it;
    if (place < servers || cause.type !== 'deliver') return { ghost: history, broken: null };
    const answered = answer(history, place - servers, cause.message as RegisterMessage);
    const ghost = it.sent.length > 0 ? invokeRead(answered, place - servers) : answered;
    return { ghost, broken: isLinearizable(ghost) ? null : 'linearizable' };
  };
}

function answer(history: History, client: number, message: RegisterMessage): History {
  const { done, open } = history.clients[client] as ClientHistory;
  const value = message.type === 'getOk' ? message.value : (open as Operation).value;
  return withClient(history, client, {
    done: [...done, { ...(open as Operation), value }],
    open: null,
  });
}

function invokeRead(history: History, client: number): History {
  const after = history.clients.map(({ done }) => done.length);
  const its = history.clients[client] as ClientHistory;
  return withClient(history, client, { ...its, open: { kind: 'read', value: null, after } });
}

function withClient(history: History, client: number, its: ClientHistory): History {
  return { clients: history.clients.with(client, its) };
}

/** By the definition: some order of all that is completed, and any of what is open. */
export function isLinearizable({ clients }: History): boolean {
  return canPlace(
    clients,
    clients.map(() => 0),
    NOTHING,
  );
}

function canPlace(
  clients: readonly ClientHistory[],
  placed: readonly number[],
  held: string,
): boolean {
  if (clients.every(({ done }, i) => (placed[i] as number) >= done.length)) return true;
  return clients.some(({ done, open }, i) => {
    const next = done[placed[i] as number] ?? (placed[i] === done.length ? open : null);
    if (!next || next.after.some((count, j) => (placed[j] as number) < count)) return false;
    if (next.kind === 'read' && next.value !== null && next.value !== held) return false;
    const after = next.kind === 'write' ? (next.value as string) : held;
    return canPlace(clients, placed.with(i, (placed[i] as number) + 1), after);
  });
}
