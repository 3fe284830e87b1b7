import { type Address, nameOf } from '../base/address';
import type { Moment } from '../scenarios/run';
import { highestInstance } from './cells';
import type { Session } from './session';

/** Highest instance a person may name; as in scenario files. */
export const MOST_SEQ = 1_000_000_000;
const MOST_VALUE = 200;

/** An instance number a person typed, or null. */
export function readSeq(text: string): number | null {
  const seq = Number(text);
  return /^\s*\d+\s*$/.test(text) && seq <= MOST_SEQ ? seq : null;
}

/** The first instance nobody has heard of. */
export function freshInstance(moment: Moment): number {
  return highestInstance(moment) + 1;
}

const SEQ_REASON = 'The instance is a whole number from 0 on.';

/** Calls Start; a text says why not. */
export function callStart(
  session: Session,
  server: Address,
  seqText: string,
  valueText: string,
): string | null {
  const seq = readSeq(seqText);
  const value = valueText.trim();
  const refused = seq === null ? SEQ_REASON : whyNoValue(value);
  if (seq === null || refused !== null) return refused;
  const call = { type: 'call', node: server, request: { type: 'start', seq, value } } as const;
  return session.act(call, `Start(${seq}, ${value}) at ${nameOf(server)}.`) ? null : notNow(server);
}

/** Calls Done; a text says why not. */
export function callDone(session: Session, server: Address, seqText: string): string | null {
  const seq = readSeq(seqText);
  if (seq === null) return SEQ_REASON;
  const call = { type: 'call', node: server, request: { type: 'done', seq } } as const;
  return session.act(call, `Done(${seq}) at ${nameOf(server)}.`) ? null : notNow(server);
}

/** Asks a server to have a command agreed on; a text says why not. */
export function callPropose(session: Session, server: Address, valueText: string): string | null {
  const value = valueText.trim();
  const refused = whyNoValue(value);
  if (refused !== null) return refused;
  const call = { type: 'call', node: server, request: { type: 'propose', value } } as const;
  return session.act(call, `Proposed ${value} to ${nameOf(server)}.`) ? null : notNow(server);
}

function whyNoValue(value: string): string | null {
  if (value === '') return 'A value is missing.';
  return value.length > MOST_VALUE ? `A value has at most ${MOST_VALUE} characters here.` : null;
}

const notNow = (server: Address) => `${nameOf(server)} cannot be called now.`;
