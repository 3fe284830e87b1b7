import type { Moment } from '../../scenarios/run';
import type { Micros } from '../../sim/time';
import type { EventAt, Light } from '../../store/light';
import type { Preferences } from '../../store/preferences';
import type { TracedMessage } from '../../store/trace';
import { isHeartbeat } from '../../store/words';
import type { Flight } from './arrow';
import { type Detail, detailFor } from './detail';
import { fateOf, heldSince, messagesIn, sentBy, type TimeWindow } from './inView';

/** Messages that are drawn alike, in as much detail as there is room for. */
export interface Layer {
  readonly detail: Detail;
  /** Each its own element. */
  readonly flights: readonly Flight[];
  /** Drawn together, when there are too many. */
  readonly crowd: readonly TracedMessage[];
}

/** What of the messages is drawn, and how. */
export interface Scene {
  readonly plain: Layer;
  /** Heartbeats that are only hinted at, below all others. They take no room from these. */
  readonly faint: Layer;
}

interface SceneOptions {
  readonly messages: readonly TracedMessage[];
  readonly longest: Micros;
  readonly moment: Moment;
  readonly depth: number;
  readonly eventAt: EventAt;
  /** What elements stand ready for, and what is seen of it. */
  readonly ready: TimeWindow;
  readonly seen: TimeWindow;
  readonly previous: { readonly plain: Detail; readonly faint: Detail };
  /** Messages that are elements however many there are. */
  readonly always: ReadonlySet<number>;
  readonly heartbeats: Preferences['heartbeats'];
}

const MOST_UNDER_WAY = 150;

export function sceneOf(options: SceneOptions): Scene {
  const { messages, longest, moment, depth, ready, seen, previous, always, heartbeats } = options;
  const { wires, held } = moment.world;
  const underWay = [...wires, ...held].map(({ id }) => id);
  const count = sentBy(messages, depth);
  const list = messagesIn(messages, count, ready, longest, underWay);
  const elsewhere = [...always].flatMap((id) => (id <= count ? (messages[id - 1] ?? []) : []));
  const flying = new Set(underWay);

  function layer(look: Look, had: Detail): Layer {
    const own = list.filter((message) => lookOf(message, heartbeats) === look);
    const room = detailFor(messagesIn(own, own.length, seen, longest, []).length, had);
    // What is only hinted at needs no elements where nobody asks for it.
    const detail = look === 'faint' && room === 'elements' ? 'paths' : room;
    const moving = new Set(
      own.flatMap(({ id }) => (flying.has(id) ? id : [])).slice(0, MOST_UNDER_WAY),
    );
    const isElement = ({ id }: TracedMessage) =>
      detail === 'elements' || moving.has(id) || always.has(id);
    const asked = elsewhere.filter((message) => lookOf(message, heartbeats) === look);
    const chosen = [...new Set([...own.filter(isElement), ...asked])].sort((a, b) => a.id - b.id);
    const crowd = detail === 'elements' ? [] : own.filter((message) => !isElement(message));
    return { detail, flights: flightsOf(chosen, moment, depth, options.eventAt), crowd };
  }

  return { plain: layer('plain', previous.plain), faint: layer('faint', previous.faint) };
}

type Look = 'plain' | 'faint' | 'none';

/** How a person wants messages like this one to be drawn. */
export function lookOf({ message }: TracedMessage, heartbeats: Preferences['heartbeats']): Look {
  if (heartbeats === 'full' || !isHeartbeat(message)) return 'plain';
  return heartbeats === 'faded' ? 'faint' : 'none';
}

/** Messages as the world knows them: when those under way arrive, and since when others are held. */
function flightsOf(
  messages: readonly TracedMessage[],
  { world: { wires, held } }: Moment,
  depth: number,
  eventAt: EventAt,
): Flight[] {
  const arrivals = new Map([...wires, ...held].map(({ id, at }) => [id, at]));
  const heldIds = new Set(held.map(({ id }) => id));
  return messages.map((message): Flight => {
    const fate = fateOf(message, depth);
    return {
      message,
      fate,
      endedAt: fate === 'underWay' ? null : message.endedAt,
      arrivesAt: arrivals.get(message.id) ?? message.dueAt,
      heldAt: heldIds.has(message.id) ? heldSince(message, depth, eventAt) : null,
    };
  });
}

/** The messages that a hovered or selected thing is about. */
export function askedAbout(...lights: readonly Light[]): Set<number> {
  return new Set(
    lights.flatMap(({ messages, causes }) => [...messages, ...causes]).slice(0, MOST_UNDER_WAY),
  );
}
