import { ChevronsDown } from 'lucide-react';
import { type KeyboardEvent, type MouseEvent, useId, useLayoutEffect } from 'react';
import { countUpTo } from '../../store/eventSearch';
import type { Thing } from '../../store/things';
import { useLight } from '../shared/useLight';
import { useSession, useVerbs } from '../shared/useSession';
import { EventLine } from './EventLine';
import { FoldedLine } from './FoldedLine';
import type { Lines } from './lines';
import { useLines } from './useLines';
import { useRows } from './useRows';
import { topOf } from './windowing';

/** What happened on this branch up to the cursor, newest at the bottom. */
export function EventList() {
  const session = useVerbs();
  const depth = useSession((state) => state.depth);
  const playing = useSession((state) => state.playing);
  const selection = useSession((state) => state.selection);
  const trace = useSession((state) => state.trace);
  const { hover, selection: selected } = useLight();
  const id = useId();
  const chosen = selection?.kind === 'event' && selection.depth <= depth ? selection.depth : null;
  const lines = useLines(chosen);
  const { finds, only } = useSession((state) => state.search);
  const opened = chosen !== null && holds(lines, chosen) ? lines.of(chosen) : -1;
  const list = useRows({ count: lines.count, open: opened, playing });
  const { reveal } = list;
  const active = chosen ?? depth;

  // Once more when it is open, for then it is taller.
  const { extra } = list.rows;
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useLayoutEffect(() => {
    if (opened >= 0) reveal(opened);
  }, [opened, extra, reveal]);

  const select = (to: number) =>
    session.select({ kind: 'event', depth: Math.max(1, Math.min(depth, to)) });

  function onKeyDown(event: KeyboardEvent) {
    const to = movedTo(event.key, active, lines, list.page);
    if (to !== null && lines.count > 0) select(to);
    else if (event.key === 'Enter' && chosen !== null) session.seek(chosen);
    else return;
    event.preventDefault();
  }

  function onPointer({ target }: { target: EventTarget }, act: (depth: number) => void) {
    const at = depthOf(target);
    if (at !== null) act(at);
  }

  const isEventLit = (at: number) => {
    const event = session.eventAt(at);
    if (!event || !('wire' in event)) return false;
    return (
      hover.messages.has(event.wire) ||
      selected.messages.has(event.wire) ||
      hover.causes.has(event.wire)
    );
  };
  const isLit = (first: number, last: number) => {
    for (let at = first; at <= last; at++) if (isEventLit(at)) return true;
    return false;
  };

  const isMatch = (first: number, last: number) =>
    !only && finds !== null && countUpTo(finds.depths, last) > countUpTo(finds.depths, first - 1);

  return (
    <div className="events-frame">
      <i className="events-probe" ref={list.refs.probe} />
      <div className="events-scroller" ref={list.refs.scroller} onScroll={list.onScroll}>
        {/* Not live: the header says what just happened. */}
        <div role="log" aria-live="off" aria-label="Events so far">
          <div
            role="listbox"
            className="events-list"
            tabIndex={0}
            aria-label="Events, times in milliseconds"
            aria-activedescendant={
              lines.count > 0 ? `${id}-${lines.at(lines.of(active)).first}` : undefined
            }
            style={{ blockSize: list.total }}
            onKeyDown={onKeyDown}
            onClick={(event: MouseEvent) => onPointer(event, select)}
            onDoubleClick={(event: MouseEvent) => onPointer(event, session.seek)}
            onPointerOver={({ target }) => session.hover(eventThing(depthOf(target)))}
            onPointerLeave={() => session.hover(null)}
          >
            {drawn(list.first, list.end, lines.count > 0 ? lines.of(active) : null).map((nth) => {
              const { first, last, folded, routine } = lines.at(nth);
              const common = {
                id: `${id}-${first}`,
                nth,
                total: lines.count,
                top: topOf(nth, list.rows),
                depth: first,
                current: first <= depth && depth <= last,
                lit: isLit(first, last),
                match: isMatch(first, last),
              };
              if (folded) return <FoldedLine key={first} {...common} last={last} />;
              const event = session.eventAt(first);
              return (
                event && (
                  <EventLine
                    key={first}
                    {...common}
                    routine={routine}
                    event={event}
                    narration={session.narrationAt(first)}
                    selected={first === chosen}
                    onExtra={list.setExtra}
                  />
                )
              );
            })}
          </div>
        </div>
      </div>
      {depth === 0 && (
        <p className="events-empty">
          {trace.messages.length > 0 ? 'This is the beginning. ' : 'Nothing has happened yet. '}
          Press Step or Play below.
        </p>
      )}
      {depth > 0 && lines.count === 0 && <p className="events-empty">No match up to here.</p>}
      {!list.following && (
        <button type="button" className="button events-newest" onClick={list.follow}>
          Newest <ChevronsDown size={14} aria-hidden="true" />
        </button>
      )}
    </div>
  );
}

/** With matches alone, an event that is none has no line. */
function holds(lines: Lines, depth: number): boolean {
  const { first, last } = lines.at(lines.of(depth));
  return first <= depth && depth <= last;
}

function movedTo(key: string, active: number, lines: Lines, page: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return lines.beside(active, 1);
    case 'ArrowUp':
      return lines.beside(active, -1);
    case 'PageDown':
      return lines.beside(active, page);
    case 'PageUp':
      return lines.beside(active, -page);
    case 'Home':
      return lines.at(0).first;
    case 'End':
      return lines.at(lines.count - 1).last;
    default:
      return null;
  }
}

/** The lines in the window, and the active one, which the list refers to. */
function drawn(first: number, end: number, active: number | null): number[] {
  const seen = Array.from({ length: end - first }, (_, i) => first + i);
  return active === null || seen.includes(active) ? seen : [...seen, active];
}

const eventThing = (depth: number | null): Thing | null =>
  depth === null ? null : { kind: 'event', depth };

function depthOf(target: EventTarget): number | null {
  const line = target instanceof Element ? target.closest<HTMLElement>('[data-depth]') : null;
  return line ? Number(line.dataset.depth) : null;
}
