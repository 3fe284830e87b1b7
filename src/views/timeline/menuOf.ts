import { type Action, MESSAGE_ACTIONS } from '../../store/actions';
import type { PageSession } from '../../store/page';
import { whatIfsOf } from '../../store/whatIf';
import { nameOfMessage } from '../../store/words';

/** What the diagram's menu is about: a message by its id, or an event by its depth. */
export interface MenuSubject {
  readonly kind: 'message' | 'event';
  readonly target: number;
}

interface Menu {
  readonly title: string;
  readonly actions: readonly Action<number>[];
  readonly target: number;
}

const NOTHING: Menu = { title: 'Message', actions: [], target: 0 };

/** What can be done to a message under way; what could have gone otherwise with one of the past, or with an event. */
export function menuOf(session: PageSession, subject: MenuSubject | null): Menu {
  if (subject === null) return NOTHING;
  const { kind, target } = subject;
  const otherwise = whatIfsOf(session, kind, target);
  if (kind === 'event') {
    const headline = session.narrationAt(target)?.headline ?? '';
    return { title: `Event ${target}: ${headline}`, actions: otherwise, target };
  }
  const message = session.store.getState().trace.messages[target - 1];
  const title = message ? nameOfMessage(message) : NOTHING.title;
  return { title, actions: [...MESSAGE_ACTIONS, ...otherwise], target };
}

export function isMenuEmpty(session: PageSession, subject: MenuSubject): boolean {
  const { moment } = session.store.getState();
  const { actions, target } = menuOf(session, subject);
  return !actions.some((action) => action.possible(moment, target));
}
