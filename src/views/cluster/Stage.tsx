import { type CSSProperties, useCallback, useMemo, useRef, useState } from 'react';
import type { Address } from '../../base/address';
import { partitionInto } from '../../store/partition';
import { labelLetters } from '../shared/messageLabel';
import { useLight } from '../shared/useLight';
import { useMedia } from '../shared/useMedia';
import { useSession, useVerbs } from '../shared/useSession';
import { Clerks } from './Clerks';
import { CutLinks } from './CutLinks';
import { cardWords } from './cardWords';
import { type Drag, DragHint, DragMarks } from './DragHint';
import { EmptyHint } from './EmptyHint';
import { groupsAfterDrag, zoneOf } from './geometry/dragging';
import { layoutOf } from './geometry/layout';
import type { Point } from './geometry/plane';
import { waysOf } from './geometry/ways';
import { Links, Loops } from './Links';
import { LitLinks } from './LitLinks';
import { Losses } from './Losses';
import { Messages } from './Messages';
import { ServerCard } from './ServerCard';
import { useSides } from './useSides';
import type { Measured } from './useStage';
import { Walls } from './Walls';

/** The ring of servers, the links between them, and the messages on their way. */
export function Stage({ stage, scale }: Measured) {
  const session = useVerbs();
  const moment = useSession((state) => state.moment);
  const focus = useSession((state) => state.focus);
  const trace = useSession((state) => state.trace);
  const selection = useSession((state) => state.selection);
  const light = useLight();
  const touch = useMedia('(hover: none)');
  const [drag, setDrag] = useState<Drag | null>(null);

  const { nodes, clerks, cuts } = moment.world;
  const sides = useSides();
  const count = nodes.length;
  const layout = useMemo(
    () => layoutOf({ count, clerks: clerks.length, stage, scale, sides, touch }),
    [count, clerks.length, stage, scale, sides, touch],
  );
  const loops = useSession(({ scenario }) => scenario.cluster.toSelf === 'message');
  const letters = labelLetters(moment.protocol);
  const ways = useMemo(() => waysOf(layout, scale, letters), [layout, scale, letters]);

  const current = useRef(layout);
  current.current = layout;
  const onDrag = useCallback(
    (server: Address, at: Point | null) => setDrag(at && { server, at }),
    [],
  );
  const onDrop = useCallback(
    (server: Address, at: Point) => {
      const present = current.current;
      const zone = zoneOf(present, server, at);
      const groups = groupsAfterDrag(present.middles.length, present.sides, server, zone);
      if (groups) partitionInto(session, groups);
    },
    [session],
  );

  return (
    <>
      <svg className="stage-links" aria-hidden width={stage.width} height={stage.height}>
        <title>Links</title>
        <Links layout={layout} />
        {loops && <Loops layout={layout} />}
        <Clerks layout={layout} />
        <Walls layout={layout} />
        <CutLinks layout={layout} cuts={cuts} />
        <LitLinks ways={ways} light={light.selection} trace={trace} />
        <LitLinks ways={ways} light={light.hover} trace={trace} />
        {drag && <DragMarks layout={layout} drag={drag} />}
      </svg>
      <EmptyHint at={layout.hub} />
      {nodes.map(({ address }) => (
        <ServerCard
          key={address}
          server={address}
          words={cardWords(moment, address, focus)}
          seq={focus}
          shape={layout.card}
          home={layout.homes[address - 1] ?? layout.hub}
          middle={layout.middles[address - 1] ?? layout.hub}
          held={drag?.server === address ? drag.at : null}
          light={
            selection?.kind === 'server' && selection.server === address
              ? 'is-selected'
              : light.hover.servers.has(address) || light.selection.servers.has(address)
                ? 'is-lit'
                : ''
          }
          movable={count > 1}
          onDrag={onDrag}
          onDrop={onDrop}
        />
      ))}
      <svg
        className="stage-messages"
        width={stage.width}
        height={stage.height}
        style={zoomed(ways.zoom)}
      >
        <title>Messages under way</title>
        <Losses ways={ways} />
        <Messages ways={ways} {...light} />
      </svg>
      {drag && <DragHint layout={layout} drag={drag} />}
    </>
  );
}

function zoomed(zoom: number): CSSProperties {
  return { '--message-zoom': zoom } as CSSProperties;
}
