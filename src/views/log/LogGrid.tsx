import { ChevronsRight } from 'lucide-react';
import { type KeyboardEvent, type MouseEvent, useEffect, useRef } from 'react';
import { highestInstance } from '../../store/cells';
import { pressOnThing } from '../../store/keys';
import { protocolWords } from '../../store/protocolWords';
import { useLight } from '../shared/useLight';
import { useSession, useVerbs } from '../shared/useSession';
import { fitting } from './columns';
import { movedBy, type Place } from './gridKeys';
import { HeaderRow } from './HeaderRow';
import { ObserverRow } from './ObserverRow';
import { FROZEN, insetOf, thingAt } from './place';
import { gridRole, type RowProps } from './rowProps';
import { ServerRow } from './ServerRow';
import { useColumns } from './useColumns';
import { useRoving } from './useRoving';

/** Server by instance or slot; only the columns in view are drawn. */
export function LogGrid() {
  const session = useVerbs();
  const servers = useSession((state) => state.moment.world.nodes.length);
  const words = useSession((state) => protocolWords(state.moment.protocol));
  /** The column of the newest position; -1 before anything was proposed. */
  const newest = useSession((state) => highestInstance(state.moment)) - words.first;
  const observer = useSession((state) => state.preferences.observer);
  const selection = useSession((state) => state.selection);
  const focus = useSession((state) => state.focus);
  const focusColumn = focus - words.first;
  const light = useLight();
  const { refs, count, first, end, lane, following, onScroll, reveal, follow } = useColumns(newest);
  const grid = useRef<HTMLDivElement>(null);
  const roving = useRoving(grid, { first, end });

  // What is selected elsewhere is brought into view.
  useEffect(() => {
    if (selection && selection.kind !== 'server') reveal(focusColumn);
  }, [selection, focusColumn, reveal]);

  const headRows = observer ? 2 : 1;
  const rows = headRows + servers;

  function onKeyDown(event: KeyboardEvent<HTMLDivElement>) {
    const from = placeAt(event.target);
    if (!from || event.altKey) return;
    const to = movedBy(event, from, { rows, columns: FROZEN + count, page: fitting(lane) });
    if (to) {
      // The server's own columns are always in view; Home means the beginning of the log all the same.
      if (to.column >= FROZEN || event.key === 'Home') {
        reveal(Math.max(0, to.column - FROZEN));
      }
      roving.moveTo(observer && to.row === 1 ? pastSpan(to, event.key) : to);
    } else if (event.key === 'Enter') session.select(thingAt(event.target));
    else if (
      event.ctrlKey ||
      event.metaKey ||
      !pressOnThing(session, thingAt(event.target), event.key)
    )
      return;
    event.preventDefault();
  }

  function onClick({ target }: MouseEvent) {
    const thing = thingAt(target);
    if (thing) session.select(thing);
  }

  const shared: Omit<RowProps, 'row'> = {
    columns: withStop(range(first, end), roving.stop.column - FROZEN),
    count,
    words,
    roving,
    light,
    selection,
  };
  return (
    <div
      className="log"
      style={{ '--log-servers': servers, '--log-head-rows': headRows } as React.CSSProperties}
    >
      <i className="log-probe" ref={refs.probe} />
      <div className="log-scroller" ref={refs.scroller} onScroll={onScroll}>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: its role comes with its size */}
        <div
          ref={grid}
          className="log-grid"
          {...gridRole(words.position, rows, FROZEN + count)}
          onKeyDown={onKeyDown}
          onClick={onClick}
          onPointerOver={({ target }) => session.hover(thingAt(target))}
          onPointerLeave={() => session.hover(null)}
          onFocus={(event) => {
            roving.onFocus(event);
            session.hover(thingAt(event.target));
          }}
          onBlur={(event) => {
            roving.onBlur(event);
            session.hover(null);
          }}
        >
          <i className="log-focus" style={insetOf(focusColumn, 'var(--log-frozen)')} />
          <HeaderRow {...shared} row={0} focus={focus} frozen={refs.frozen} />
          {observer && <ObserverRow {...shared} row={1} />}
          {range(1, servers + 1).map((server, i) => (
            <ServerRow key={server} {...shared} row={headRows + i} server={server} />
          ))}
        </div>
      </div>
      {newest < 0 && (
        <p className="log-empty">Nothing has been proposed yet. {HINTS[words.position]}</p>
      )}
      {!following && (
        <button type="button" className="button log-newest" onClick={follow}>
          Newest <ChevronsRight size={14} aria-hidden="true" />
        </button>
      )}
    </div>
  );
}

const HINTS = {
  instance: 'Play or step, or press S at a server to start an instance.',
  slot: 'Play or step: the leader gives each command a slot.',
} as const;

/** The observer's row has one header where other rows have their name and numbers. */
function pastSpan({ row, column }: Place, key: string): Place {
  if (column >= FROZEN) return { row, column };
  return { row, column: key === 'ArrowRight' ? FROZEN : 0 };
}

const range = (first: number, end: number) =>
  Array.from({ length: end - first }, (_, i) => first + i);

/** The columns in view, and the one that holds the tab stop. */
function withStop(columns: readonly number[], stop: number): readonly number[] {
  return stop < 0 || columns.includes(stop) ? columns : [...columns, stop].sort((a, b) => a - b);
}

function placeAt(target: EventTarget): Place | null {
  if (!(target instanceof HTMLElement)) return null;
  const { row, column } = target.dataset;
  return row === undefined || column === undefined
    ? null
    : { row: Number(row), column: Number(column) };
}
