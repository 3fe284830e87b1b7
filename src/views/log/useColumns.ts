import { useCallback, useLayoutEffect, useRef, useState } from 'react';
import { useSize } from '../shared/useSize';
import {
  columnCount,
  drawnColumns,
  isInView,
  type Lane,
  scrollToColumn,
  scrollToNewest,
} from './columns';

/** The window of columns: how many there are, which are drawn, and whether it follows the newest; all count from 0. */
export function useColumns(newest: number) {
  const [scroller, { width }] = useSize<HTMLDivElement>();
  const [frozen, { width: frozenWidth }] = useSize<HTMLDivElement>();
  const [probe, { width: columnWidth }] = useSize<HTMLElement>();
  const [scrollLeft, setScrollLeft] = useState(0);
  const [following, setFollowing] = useState(true);
  const lane: Lane = { scrollLeft, width: Math.max(0, width - frozenWidth), columnWidth };
  const latest = useRef({ lane, newest });

  const scrollTo = useCallback(
    (left: number) => {
      if (!scroller.current) return;
      scroller.current.scrollLeft = left;
      // Drawn in this very frame; the browser tells of the scrolling only in the next.
      setScrollLeft(scroller.current.scrollLeft);
    },
    [scroller],
  );

  useLayoutEffect(() => {
    latest.current = { lane: { scrollLeft, width: lane.width, columnWidth }, newest };
  });

  useLayoutEffect(() => {
    if (following)
      scrollTo(scrollToNewest(newest, { scrollLeft: 0, width: lane.width, columnWidth }));
  }, [following, newest, lane.width, columnWidth, scrollTo]);

  const onScroll = useCallback(() => {
    const { scrollLeft: left = 0 } = scroller.current ?? {};
    const { lane: seen, newest: last } = latest.current;
    // Within one column there is nothing to draw anew.
    setScrollLeft(seen.columnWidth > 0 ? left - (left % seen.columnWidth) : left);
    setFollowing(last < 0 || isInView(last, { ...seen, scrollLeft: left }));
  }, [scroller]);

  const reveal = useCallback(
    (column: number) => {
      const { scrollLeft: left = 0 } = scroller.current ?? {};
      scrollTo(scrollToColumn(column, { ...latest.current.lane, scrollLeft: left }));
    },
    [scroller, scrollTo],
  );

  const follow = useCallback(() => setFollowing(true), []);

  const count = columnCount(newest, lane);
  return {
    refs: { scroller, frozen, probe },
    count,
    ...drawnColumns(count, lane),
    lane,
    following,
    onScroll,
    reveal,
    follow,
  };
}
