import { useLayoutEffect, useRef } from 'react';
import type { Micros } from '../../sim/time';
import type { Light } from '../../store/light';
import { useClock, useSession, useVerbs } from '../shared/useSession';
import { at, curveBetween, pointAt } from './geometry/curve';
import type { Layout } from './geometry/layout';
import { MessageButton } from './MessageButton';
import { progressOf } from './motion';
import { useFocusAfter } from './useFocusAfter';

/** With more than this many, marks stand without their ballots. */
const MOST_WITH_TEXT = 60;

/** The messages under way and held. React mounts them; the clock moves them. */
export function Messages({
  layout,
  light,
  markSize,
}: {
  layout: Layout;
  light: { hover: Light; selection: Light };
  markSize: number;
}) {
  const { clock, eventAt } = useVerbs();
  const world = useSession((state) => state.moment.world);
  const depth = useSession((state) => state.depth);
  const focus = useSession((state) => state.focus);
  const wires = [...world.wires, ...world.held].sort((a, b) => a.id - b.id);
  const elements = useRef(new Map<number, SVGGElement>());
  const held = new Set(world.held.map(({ id }) => id));

  const flights = wires.map((wire) => ({
    id: wire.id,
    curve: curveBetween(layout, wire.from, wire.to),
    progress: progressOf(wire, world, depth, eventAt),
  }));
  const draw = (now: Micros) => {
    for (const { id, curve, progress } of flights) {
      elements.current
        .get(id)
        ?.setAttribute('transform', `translate(${at(pointAt(curve, progress(now)))})`);
    }
  };
  // Before the first picture, so that nothing appears in the corner.
  useLayoutEffect(() => draw(clock.now()));
  useClock(draw);
  const group = useFocusAfter(wires.map(({ id }) => id));

  return (
    <g ref={group}>
      {wires.map((wire, i) => (
        <MessageButton
          key={wire.id}
          wire={wire}
          side={flights[i]?.curve.side ?? { x: 1, y: 0 }}
          size={markSize}
          held={held.has(wire.id)}
          faint={wire.message.seq !== focus}
          text={wires.length <= MOST_WITH_TEXT}
          light={lightOn(wire.id, light)}
          elements={elements.current}
        />
      ))}
    </g>
  );
}

function lightOn(id: number, { hover, selection }: { hover: Light; selection: Light }): string {
  if (selection.messages.size === 1 && selection.messages.has(id)) return 'is-selected';
  if (hover.messages.has(id)) return 'is-lit';
  if (selection.messages.has(id)) return 'is-lit';
  return hover.causes.has(id) || selection.causes.has(id) ? 'is-cause' : '';
}
