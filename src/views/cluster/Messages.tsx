import type { ClusterMessage } from '../../check/cluster';
import type { Light } from '../../store/light';
import { instanceOfMessage, nameOfMessage, tagOf } from '../../store/words';
import { useSession, useVerbs } from '../shared/useSession';
import { BallotText } from './BallotText';
import { at, pointAt } from './geometry/curve';
import type { Ways } from './geometry/ways';
import { MessageButton } from './MessageButton';
import { MessageHit } from './MessageHit';
import { progressOf } from './motion';
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
  // By their ids, so that no element ever changes its place among the others.
  const wires = [...world.wires, ...world.held].sort((a, b) => a.id - b.id);
  const held = new Set(world.held.map(({ id }) => id));
  const flights = wires.map((wire) => ({
    wire,
    way: ways.between(wire.from, wire.to),
    progress: progressOf(wire, world, depth, eventAt),
    faint: isElsewhere(wire.message, focus),
  }));

  const ids = wires.map(({ id }) => id);
  const moving = useMoving((now, element) => {
    for (const { wire, way, progress } of flights) {
      const place = `translate(${at(pointAt(way.curve, progress(now)))})`;
      for (const part of PARTS) element(`${part} ${wire.id}`)?.setAttribute('transform', place);
    }
  });
  const group = useFocusAfter(ids);
  const { aimed, handlers } = useMessageGestures(ids);

  return (
    // The group listens for the buttons in it.
    <g ref={group} {...handlers}>
      {wires.length <= MOST_WITH_TEXT &&
        flights.map(({ wire, way, faint }) => (
          <BallotText
            key={wire.id}
            ref={moving.register(`text ${wire.id}`)}
            text={tagOf(wire.message)}
            place={way.label}
            faint={faint}
          />
        ))}
      {flights.map(({ wire }) => (
        <MessageHit
          key={wire.id}
          ref={moving.register(`hit ${wire.id}`)}
          id={wire.id}
          name={nameOfMessage(wire)}
          size={ways.markSize}
        />
      ))}
      {flights.map(({ wire, faint }) => (
        <MessageButton
          key={wire.id}
          ref={moving.register(`mark ${wire.id}`)}
          wire={wire}
          size={ways.markSize}
          held={held.has(wire.id)}
          look={[
            faint && 'is-faint',
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

const PARTS = ['text', 'hit', 'mark'];

function isElsewhere(message: ClusterMessage, focus: number): boolean {
  return (instanceOfMessage(message) ?? focus) !== focus;
}

function lightOn(id: number, hover: Light, selection: Light): string {
  // A selected message is one; a selected cell lights many.
  if (selection.messages.has(id)) return selection.messages.size === 1 ? 'is-selected' : 'is-lit';
  if (hover.messages.has(id)) return 'is-lit';
  return hover.causes.has(id) || selection.causes.has(id) ? 'is-cause' : '';
}
