import type { Address } from '../../base/address';
import { nameOf } from '../../store/words';
import { groupsAfterDrag, thresholds, zoneOf } from './geometry/dragging';
import type { Layout } from './geometry/layout';
import type { Point } from './geometry/plane';

export interface Drag {
  readonly server: Address;
  readonly at: Point;
}

/** The marks that a dragged card has to pass. */
export function DragMarks({ layout, drag }: { layout: Layout; drag: Drag }) {
  const { hub } = layout;
  const { outer, inner } = thresholds(layout, drag.server);
  const zone = zoneOf(layout, drag.server, drag.at);
  const count = layout.middles.length;
  const marks = [
    { name: 'outside', r: outer },
    { name: 'inside', r: inner },
  ] as const;
  return marks
    .filter(({ name }) => groupsAfterDrag(count, layout.sides, drag.server, name) !== null)
    .map(({ name, r }) => (
      <circle
        key={name}
        className="drag-mark"
        data-passed={zone === name}
        cx={hub.x}
        cy={hub.y}
        r={r}
      />
    ));
}

/** Where the card will go, in words. */
export function DragHint({ layout, drag }: { layout: Layout; drag: Drag }) {
  return <p className="drag-hint">{hintOf(layout, drag)}</p>;
}

function hintOf(layout: Layout, { server, at }: Drag): string {
  const { sides } = layout;
  const count = layout.middles.length;
  const groups = groupsAfterDrag(count, sides, server, zoneOf(layout, server, at));
  if (groups?.length === 1) return `Let go: ${nameOf(server)} is back, the network is whole`;
  if (groups) return `Let go: ${groups.map((group) => group.map(nameOf).join(' ')).join(' | ')}`;
  if (groupsAfterDrag(count, sides, server, 'inside'))
    return `Drag ${nameOf(server)} into the ring to join it again`;
  return `Drag ${nameOf(server)} outwards to cut it off`;
}
