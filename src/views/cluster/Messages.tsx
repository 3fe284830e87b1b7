import type { ClusterMessage } from '../../check/cluster';
import type { Micros } from '../../sim/time';
import type { Wire } from '../../sim/world';
import type { Light } from '../../store/light';
import type { Preferences } from '../../store/preferences';
import { isHeartbeat, nameOfMessage, positionOfMessage } from '../../store/words';
import { messageLabel } from '../shared/messageLabel';
import { useSession, useVerbs } from '../shared/useSession';
import { BallotText } from './BallotText';
import type { Berth } from './berths';
import { at, pointAt } from './geometry/curve';
import { spread } from './geometry/spread';
import type { Way, Ways } from './geometry/ways';
import { MessageButton } from './MessageButton';
import { MessageHit } from './MessageHit';
import { type Progress, progressOf } from './motion';
import { useBerths } from './useBerths';
import { useFocusAfter } from './useFocusAfter';
import { useMessageGestures } from './useMessageGestures';
import { useMoving } from './useMoving';

/** With more than this many, marks stand without their ballots. */
const MOST_WITH_TEXT = 60;

interface MessagesProps {
  readonly ways: Ways;
  readonly hover: Light;
  readonly selection: Light;
}

/** The messages under way and held. React mounts them; the clock moves them. */
export function Messages({ ways, hover, selection }: MessagesProps) {
  const { eventAt } = useVerbs();
  const world = useSession((state) => state.moment.world);
  const depth = useSession((state) => state.depth);
  const focus = useSession((state) => state.focus);
  const protocol = useSession(({ moment }) => moment.protocol);
  const heartbeats = useSession(({ preferences }) => preferences.heartbeats);
  const berth = useBerths();
  const wires = drawn([...world.wires, ...world.held], heartbeats);
  const held = new Set(world.held.map(({ id }) => id));
  const flights = wires.map((wire) => ({
    wire,
    way: ways.between(wire.from, wire.to),
    berth: berth(wire),
    progress: progressOf(wire, world, depth, eventAt),
    faint: isElsewhere(wire.message, focus),
    quiet: heartbeats !== 'full' && isHeartbeat(wire.message),
  }));

  const flocks = flocksOf(flights);
  // What is in focus is written over what is not.
  const speaking = flights
    .filter(({ quiet }) => !quiet)
    .toSorted((a, b) => Number(b.faint) - Number(a.faint));
  const ids = wires.map(({ id }) => id);
  const moving = useMoving((now, element) => {
    for (const flock of flocks) {
      const places = placesOf(flock, now);
      flock.forEach(({ wire, way }, i) => {
        const place = `translate(${at(pointAt(way.curve, places[i] ?? 0))})`;
        for (const part of PARTS) element(`${part} ${wire.id}`)?.setAttribute('transform', place);
      });
    }
  });
  const group = useFocusAfter(ids);
  const { aimed, handlers } = useMessageGestures(ids);

  return (
    // The group listens for the buttons in it.
    <g ref={group} {...handlers}>
      {speaking.length <= MOST_WITH_TEXT &&
        speaking.map(({ wire, way, berth, faint }) => (
          <BallotText
            key={wire.id}
            ref={moving.register(`text ${wire.id}`)}
            text={messageLabel(wire.message, protocol)}
            place={berth.flipped ? way.flippedLabel : way.label}
            faint={faint}
          />
        ))}
      {flights.map(({ wire, quiet }) => (
        <MessageHit
          key={wire.id}
          ref={moving.register(`hit ${wire.id}`)}
          id={wire.id}
          name={nameOfMessage(wire)}
          size={ways.markSize}
          quiet={quiet}
        />
      ))}
      {flights.map(({ wire, faint, quiet }) => (
        <MessageButton
          key={wire.id}
          ref={moving.register(`mark ${wire.id}`)}
          wire={wire}
          size={ways.markSize}
          held={held.has(wire.id)}
          look={[
            faint && 'is-faint',
            quiet && 'is-quiet',
            wire.id === aimed && 'is-aimed',
            lightOn(wire.id, hover, selection),
          ]
            .filter(Boolean)
            .join(' ')}
        />
      ))}
    </g>
  );
}

/**
 * What is to be seen, by its id, so that no element ever changes its place among the others. Heartbeats lie below, unless
 * they count like any other message.
 */
function drawn(
  wires: readonly Wire<ClusterMessage>[],
  heartbeats: Preferences['heartbeats'],
): readonly Wire<ClusterMessage>[] {
  const sorted = wires.toSorted((a, b) => a.id - b.id);
  if (heartbeats === 'full') return sorted;
  const others = sorted.filter(({ message }) => !isHeartbeat(message));
  if (heartbeats === 'hidden') return others;
  return [...sorted.filter(({ message }) => isHeartbeat(message)), ...others];
}

interface Flight {
  readonly way: Way;
  readonly berth: Berth;
  readonly progress: Progress;
  readonly quiet: boolean;
}

/** Those that go the same way make room for each other; for faint heartbeats nobody does. */
function flocksOf<F extends Flight>(flights: readonly F[]): readonly (readonly F[])[] {
  const flocks = new Map<Way, F[]>();
  for (const flight of flights.filter(({ quiet }) => !quiet))
    flocks.set(flight.way, [...(flocks.get(flight.way) ?? []), flight]);
  return [...flocks.values(), ...flights.filter(({ quiet }) => quiet).map((flight) => [flight])];
}

function placesOf(flock: readonly Flight[], now: Micros): readonly number[] {
  const places = flock.map(({ progress, berth }) => progress(now) + berth.shift);
  return flock[0] ? spread(places, flock[0].way.gap) : places;
}

const PARTS = ['text', 'hit', 'mark'];

function isElsewhere(message: ClusterMessage, focus: number): boolean {
  return (positionOfMessage(message) ?? focus) !== focus;
}

function lightOn(id: number, hover: Light, selection: Light): string {
  // A selected message is one; a selected cell lights many.
  if (selection.messages.has(id)) return selection.messages.size === 1 ? 'is-selected' : 'is-lit';
  if (hover.messages.has(id)) return 'is-lit';
  return hover.causes.has(id) || selection.causes.has(id) ? 'is-cause' : '';
}
