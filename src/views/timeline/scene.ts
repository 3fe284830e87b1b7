import type { Moment } from '../../scenarios/run';
import type { Micros } from '../../sim/time';
import type { EventAt, Light } from '../../store/light';
import type { TracedMessage } from '../../store/trace';
import type { Flight } from './arrow';
import { type Detail, detailFor } from './detail';
import { fateOf, heldSince, messagesIn, sentBy, type TimeWindow } from './inView';

/** What of the messages is drawn, and how. */
export interface Scene {
  readonly detail: Detail;
  /** Each its own element. */
  readonly flights: readonly Flight[];
  /** Drawn together, when there are too many. */
  readonly crowd: readonly TracedMessage[];
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
  readonly previous: Detail;
  /** Messages that are elements however many there are. */
  readonly always: ReadonlySet<number>;
}

const MOST_UNDER_WAY = 150;

export function sceneOf(options: SceneOptions): Scene {
  const { messages, longest, moment, depth, eventAt, ready, seen, previous, always } = options;
  const { wires, held } = moment.world;
  const arrivals = new Map([...wires, ...held].map(({ id, at }) => [id, at]));
  const underWay = [...arrivals.keys()];
  const count = sentBy(messages, depth);
  const list = messagesIn(messages, count, ready, longest, underWay);
  const detail = detailFor(messagesIn(list, list.length, seen, longest, []).length, previous);

  const isElement = elementTest(detail, new Set(underWay.slice(0, MOST_UNDER_WAY)), always);
  const elsewhere = [...always].flatMap((id) => (id <= count ? (messages[id - 1] ?? []) : []));
  const chosen = [...new Set([...list.filter(isElement), ...elsewhere])].sort(
    (a, b) => a.id - b.id,
  );
  const heldIds = new Set(held.map(({ id }) => id));
  const flights = chosen.map((message): Flight => {
    const fate = fateOf(message, depth);
    return {
      message,
      fate,
      endedAt: fate === 'underWay' ? null : message.endedAt,
      arrivesAt: arrivals.get(message.id) ?? message.dueAt,
      heldAt: heldIds.has(message.id) ? heldSince(message, depth, eventAt) : null,
    };
  });
  return { detail, flights, crowd: detail === 'elements' ? [] : list.filter((m) => !isElement(m)) };
}

function elementTest(detail: Detail, underWay: ReadonlySet<number>, always: ReadonlySet<number>) {
  return ({ id }: TracedMessage) => detail === 'elements' || underWay.has(id) || always.has(id);
}

/** The messages that a hovered or selected thing is about. */
export function askedAbout(...lights: readonly Light[]): Set<number> {
  return new Set(
    lights.flatMap(({ messages, causes }) => [...messages, ...causes]).slice(0, MOST_UNDER_WAY),
  );
}
