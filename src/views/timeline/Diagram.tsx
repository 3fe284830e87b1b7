import { type MouseEvent, type PointerEvent, useEffect, useMemo, useRef, useState } from 'react';
import { reignsIn } from '../../store/reigns';
import { ActionMenu } from '../shared/ActionMenu';
import { useSession, useVerbs } from '../shared/useSession';
import type { Size } from '../shared/useSize';
import { Axis } from './Axis';
import { Calls } from './Calls';
import { Choices } from './Choices';
import { diagramKeys } from './diagramKeys';
import { depthAt } from './inView';
import { LaneNames } from './LaneNames';
import { Lives } from './Lives';
import { marksIn } from './laneMarks';
import { laneAt, layLanes } from './lanes';
import { Marks } from './Marks';
import { Messages } from './Messages';
import { Moving } from './Moving';
import { writeMarks } from './markWords';
import { isMenuEmpty, type MenuSubject, menuOf } from './menuOf';
import { Present, Veil } from './Present';
import { ReignNames } from './ReignNames';
import { Reigns } from './Reigns';
import { RuleChanges } from './RuleChanges';
import { Tip } from './Tip';
import { depthOfMark, thingAt } from './thingAt';
import { timeAt } from './timeScale';
import { useCutOff } from './useCutOff';
import { useGestures } from './useGestures';
import { useMoves } from './useMoves';
import { type CrowdArrows, messageOf, pointIn, pointing } from './usePointing';
import { useFrame, useViewport } from './useTimeline';
import { useTip } from './useTip';
import { useTipFlight } from './useTipFlight';
import { Violations } from './Violations';

const NAMES = 66;
const LANE_REACH = 7;

const HELP =
  'One lane a server, time to the right, an arrow a message. Tab comes to the messages, arrow up and down go from one to the next; ' +
  'Enter drops one under way and selects any other. Shift with left and right pans, plus and minus zoom, 0 shows the whole run.';

/** The space-time diagram itself. */
export function Diagram({ size, type }: { size: Size; type: number }) {
  const session = useVerbs();
  const viewport = useViewport();
  const frame = useFrame();
  const servers = useSession((state) => state.moment.world.nodes.length);
  const clerks = useSession((state) => state.moment.world.clerks);
  const who = [...numbered(servers), ...clerks.map(({ address }) => address)].join(' ');
  const observer = useSession((state) => state.preferences.observer);
  const trace = useSession((state) => state.trace);
  const depth = useSession((state) => state.depth);
  const { width, height } = size;
  const left = NAMES * type;
  const room = Math.max(1, width - left);
  const lanes = useMemo(
    () => layLanes(who.split(' ').map(Number), height, observer, type),
    [who, height, observer, type],
  );
  const polls = useSession((state) => state.preferences.polls);
  const protocol = useSession(({ moment }) => moment.protocol);
  const marks = useMemo(() => {
    const placed = marksIn(trace.marks, depth, frame);
    const wanted = polls ? placed : placed.filter(({ mark }) => mark.kind !== 'poll');
    return writeMarks(wanted, protocol, frame.scale, lanes);
  }, [trace, depth, frame, polls, protocol, lanes]);
  const reigns = useMemo(() => reignsIn(trace.marks, depth), [trace, depth]);

  const diagram = useRef<SVGSVGElement>(null);
  const brush = useRef<SVGGElement>(null);
  const standing: CrowdArrows = useRef({ plain: [], faint: [] });
  const [active, setActive] = useState<number | null>(null);
  const [menuFor, setMenuFor] = useState<MenuSubject | null>(null);
  const { tip, hands: tips } = useTip();
  const hands = pointing({ session, viewport, tips, standing, left, activate: setActive });
  const move = useMoves(session, active, setActive, diagram, (sentAt) => viewport.reveal(sentAt));

  useEffect(() => viewport.resize(room), [viewport, room]);
  useCutOff(diagram);
  useGestures({ diagram, brush, viewport, left, width: room, height });

  const onKeyDown = diagramKeys(viewport, move, () => {
    tips.hide();
    return tip !== null;
  });

  function onClick(event: MouseEvent) {
    const { x, y } = pointIn(event);
    if (x < left) return;
    const mark = depthOfMark(event.target);
    const id = mark === null ? hands.crowdAt(x, y) : null;
    if (id !== null) return hands.click(id, event.shiftKey);
    session.select(
      thingAt(session, mark, timeAt(viewport.view(), x - left + 4), laneAt(lanes, y, LANE_REACH)),
    );
  }

  function onDoubleClick(event: MouseEvent) {
    if (messageOf(event.target) !== null) return;
    session.seek(
      depthAt(
        timeAt(viewport.view(), pointIn(event).x - left),
        session.store.getState().length,
        session.eventAt,
      ),
    );
  }

  function onPointerMove(event: PointerEvent) {
    const { plain, faint } = standing.current;
    if (messageOf(event.target) !== null || plain.length + faint.length === 0) return;
    const point = pointIn(event);
    const id = depthOfMark(event.target) === null ? hands.crowdAt(point.x, point.y) : null;
    if (id === null) tips.leave();
    else hands.ask({ id, ...point });
  }

  /** The menu is for what can be done to a message, or could have been done otherwise. */
  function onMenu(event: MouseEvent | PointerEvent) {
    const id = messageOf(event.target);
    const mark = depthOfMark(event.target);
    const subject = id !== null ? message(id) : mark !== null ? happening(mark) : null;
    if (subject && !isMenuEmpty(session, subject)) setMenuFor(subject);
    else if (event.type === 'contextmenu') event.preventDefault();
  }

  const menu = useMemo(() => menuOf(session, menuFor), [session, menuFor]);
  const tipFlight = useTipFlight(tip?.id ?? null);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only listens for what bubbles up from the diagram
    <div className="tl-body" onKeyDown={onKeyDown}>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the keys are heard above */}
      {/* biome-ignore lint/a11y/useSemanticElements: there is no other element for a group of drawn things */}
      <svg
        ref={diagram}
        className="tl-svg"
        width={width}
        height={height}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: its keys pan and zoom
        tabIndex={0}
        role="group"
        aria-label={`Space-time diagram of ${servers} servers`}
        aria-description={HELP}
        onClick={onClick}
        onDoubleClick={onDoubleClick}
        onPointerMove={onPointerMove}
      >
        {/* biome-ignore lint/a11y/noSvgWithoutTitle: only a frame that cuts off what is out of view */}
        <svg x={left} width={room} height={height}>
          <g ref={brush} className="tl-brush" />
          <Moving>
            <Axis lanes={lanes} frame={frame} />
            <Reigns lanes={lanes} frame={frame} reigns={reigns} />
            <Lives lanes={lanes} frame={frame} />
            <Calls lanes={lanes} frame={frame} />
          </Moving>
          <Veil lanes={lanes} />
          <Present lanes={lanes} />
          <Moving>
            <ActionMenu {...menu}>
              {/* biome-ignore lint/a11y/noStaticElementInteractions: it listens for what is inside it */}
              <g onContextMenu={onMenu} onPointerDown={onMenu}>
                {/* Below the messages: a flag must not be in the way of a click on one. */}
                <RuleChanges lanes={lanes} frame={frame} />
                <Marks lanes={lanes} marks={marks} />
                {/* biome-ignore lint/a11y/noStaticElementInteractions: it listens for the messages inside it */}
                <g
                  onClick={hands.onClick}
                  onPointerOver={hands.onPointerOver}
                  onPointerOut={hands.onPointerOut}
                  onFocus={hands.onFocus}
                  onBlur={hands.onBlur}
                  onKeyDown={hands.onKeyDown}
                >
                  <Messages
                    lanes={lanes}
                    frame={frame}
                    marks={marks}
                    active={active}
                    standing={standing}
                  />
                </g>
              </g>
            </ActionMenu>
            <Choices lanes={lanes} frame={frame} />
            <Violations lanes={lanes} frame={frame} />
          </Moving>
          <ReignNames lanes={lanes} reigns={reigns} />
        </svg>
        <LaneNames lanes={lanes} width={left} />
      </svg>
      {tip && tipFlight && <Tip place={tip} flight={tipFlight} size={size} hands={tips} />}
    </div>
  );
}

const message = (id: number) => ({ kind: 'message', target: id }) as const;
const happening = (depth: number) => ({ kind: 'event', target: depth }) as const;
const numbered = (count: number) => Array.from({ length: count }, (_, i) => i + 1);
