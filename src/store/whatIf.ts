import { type Address, nameOf } from '../base/address';
import { type Action, MESSAGE_ACTIONS, SERVER_ACTIONS } from './actions';
import { serverOfEvent } from './inspect';
import type { Session } from './session';
import type { TracedMessage } from './trace';

/**
 * What could have been done otherwise: acts of the tables in actions.ts, at a moment of the past. Doing one moves the
 * cursor there, and the act forks. Only those that would have been possible then are listed.
 */
type WhatIf = Action<number>;

/** What could have gone otherwise with a message, by its id, or with an event, by its depth. */
export function whatIfsOf(
  session: Session,
  kind: 'message' | 'event',
  target: number,
): readonly WhatIf[] {
  return kind === 'message' ? whatIfsOfMessage(session, target) : whatIfsOfEvent(session, target);
}

/** What could have been done to a message that has ended, or to its receiver. */
function whatIfsOfMessage(session: Session, id: number): readonly WhatIf[] {
  const { trace, depth } = session.store.getState();
  const message = trace.messages[id - 1];
  return message ? otherEnds(session, message, depth) : [];
}

function otherEnds(session: Session, message: TracedMessage, cursor: number): readonly WhatIf[] {
  const { id, to, fate, sentDepth, endDepth } = message;
  // One that was lost at its sending was never under way, and nobody could have done anything to it.
  if (endDepth === null || endDepth > cursor || !hasFlown(message)) return [];
  const before = endDepth - 1;
  const wasFirst = fate === 'received' && before === sentDepth;
  return [
    fate !== 'dropped' &&
      instead(session, before, onMessage('drop'), id, {
        label: 'Drop it instead',
        hint: 'Goes back to just before it arrived, and drops it there: a branch of its own.',
      }),
    !wasFirst &&
      instead(session, sentDepth, onMessage('deliver'), id, {
        label: 'Deliver it first',
        hint: 'Goes back to when it was sent, and delivers it before anything else: a branch of its own.',
      }),
    instead(session, before, onMessage('hold'), id, {
      label: 'Hold it instead',
      hint: 'Goes back to just before it ended, and holds it until it is released: a branch of its own.',
    }),
    kill(session, before, to, `Kill ${nameOf(to)} before it came`),
  ].filter(isPossible);
}

/** What could have happened instead of the event at a depth. */
function whatIfsOfEvent(session: Session, depth: number): readonly WhatIf[] {
  const state = session.store.getState();
  if (depth > state.depth) return [];
  const server = serverOfEvent(depth, state.trace, session);
  if (server === null || session.eventAt(depth)?.type === 'crash') return [];
  return [kill(session, depth - 1, server, `Kill ${nameOf(server)} here`)].filter(isPossible);
}

function hasFlown({ fate }: TracedMessage): boolean {
  return fate === 'received' || fate === 'dropped' || fate === 'crashed';
}

function kill(session: Session, depth: number, server: Address, label: string): WhatIf | false {
  return instead(session, depth, KILL, server, {
    label,
    hint: `Goes back to just before this, and kills ${nameOf(server)} there: a branch of its own.`,
  });
}

/** An act of another moment; false when it could not have been done then. */
function instead(
  session: Session,
  depth: number,
  act: WhatIf | undefined,
  target: number,
  words: Pick<WhatIf, 'label' | 'hint'>,
): WhatIf | false {
  const moment = session.momentAt(depth);
  if (!act || !moment || !act.possible(moment, target)) return false;
  return {
    id: `what-if-${act.id}`,
    ...words,
    possible: () => true,
    perform(present) {
      present.seek(depth);
      act.perform(present, target);
    },
  };
}

const onMessage = (id: string) => MESSAGE_ACTIONS.find((action) => action.id === id);
const KILL = SERVER_ACTIONS.find(({ id }) => id === 'kill');
const isPossible = (row: WhatIf | false): row is WhatIf => row !== false;
