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
  const { hub, sides } = layout;
  const { server } = drag;
  const { outer, inner } = thresholds(layout, server);
  const zone = zoneOf(layout, server, drag.at);
  const count = layout.middles.length;
  const canReturn = groupsAfterDrag(count, sides, server, 'inside') !== null;
  const canLeave = groupsAfterDrag(count, sides, server, 'outside') !== null;
  return (
    <>
      {canReturn && (
        <circle
          className="drag-mark"
          data-passed={zone === 'inside'}
          cx={hub.x}
          cy={hub.y}
          r={inner}
        />
      )}
      {canLeave && !canReturn && (
        <circle
          className="drag-mark"
          data-passed={zone === 'outside'}
          cx={hub.x}
          cy={hub.y}
          r={outer}
        />
      )}
    </>
  );
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
