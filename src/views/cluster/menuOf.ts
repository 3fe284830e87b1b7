import type { Address } from '../../base/address';
import type { Moment } from '../../scenarios/run';
import {
  type Action,
  LINK_ACTIONS,
  type Link,
  MESSAGE_ACTIONS,
  SERVER_ACTIONS,
} from '../../store/actions';
import type { Thing } from '../../store/things';
import { nameOf, nameOfMessage } from '../../store/words';

/** What a context menu is about; written in an element's `data-menu` as "server:3", "message:17" or "link:1-3". */
export type Target =
  | { readonly kind: 'server'; readonly server: Address }
  | { readonly kind: 'message'; readonly id: number }
  | { readonly kind: 'link'; readonly ends: readonly [Address, Address] };

export function readTarget(element: EventTarget | null): Target | null {
  const text =
    element instanceof Element ? element.closest('[data-menu]')?.getAttribute('data-menu') : null;
  const match = /^(server|message|link):(\d+)(?:-(\d+))?$/.exec(text ?? '');
  if (!match) return null;
  const first = Number(match[2]);
  if (match[1] === 'server') return { kind: 'server', server: first };
  if (match[1] === 'message') return { kind: 'message', id: first };
  return { kind: 'link', ends: [first, Number(match[3])] };
}

export interface MenuWords {
  readonly title: string;
  readonly actions: readonly Action<null>[];
  /** Of a server: every direction of every link of its own. */
  readonly links: readonly Action<null>[];
}

export function menuOf(target: Target, moment: Moment): MenuWords {
  const { world } = moment;
  switch (target.kind) {
    case 'server': {
      const { server } = target;
      const others = world.nodes
        .map(({ address }) => address)
        .filter((address) => address !== server);
      const actions = [...bound(SERVER_ACTIONS, server), selecting(target)];
      return {
        title: nameOf(server),
        actions,
        links: others.flatMap((other) => linkActions(server, other)),
      };
    }
    case 'message': {
      const wire = [...world.wires, ...world.held].find(({ id }) => id === target.id);
      const title = wire ? nameOfMessage(wire) : 'This message is no longer under way';
      return {
        title,
        actions: [...bound(MESSAGE_ACTIONS, target.id), selecting(target)],
        links: [],
      };
    }
    case 'link': {
      const [a, b] = target.ends;
      return {
        title: `The link ${nameOf(a)} – ${nameOf(b)}`,
        actions: linkActions(a, b),
        links: [],
      };
    }
  }
}

/** Both directions between two servers, each by its name. */
function linkActions(a: Address, b: Address): Action<null>[] {
  const ways: Link[] = [
    { from: a, to: b },
    { from: b, to: a },
  ];
  return ways.flatMap((way) =>
    bound(LINK_ACTIONS, way).map((action) => ({
      ...action,
      id: `${action.id} ${way.from}-${way.to}`,
      label: `${action.label} ${nameOf(way.from)} → ${nameOf(way.to)}`,
    })),
  );
}

/** The actions of a table with their target filled in. */
function bound<T>(actions: readonly Action<T>[], target: T): Action<null>[] {
  return actions.map((action) => ({
    ...action,
    possible: (moment) => action.possible(moment, target),
    perform: (session) => action.perform(session, target),
  }));
}

function selecting(thing: Thing): Action<null> {
  return {
    id: 'select',
    label: 'Select',
    hint: 'Shows it in the inspector and lights it up everywhere.',
    key: 'v',
    possible: () => true,
    perform: (session) => session.select(thing),
  };
}
