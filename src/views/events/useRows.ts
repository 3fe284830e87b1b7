import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from 'react';
import { useSize } from '../shared/useSize';
import { drawnRows, type Rows, scrollToRow, totalHeight } from './windowing';

interface RowsOptions {
  readonly count: number;
  /** Index of the open row, or -1. */
  readonly open: number;
  /** While true the last row is held in view, unless a person scrolled away. */
  readonly playing: boolean;
}

/** The window of a long list, kept at its end while it grows. */
export function useRows({ count, open, playing }: RowsOptions) {
  const [scroller, { height: viewport }] = useSize<HTMLDivElement>();
  const [probe, { height }] = useSize<HTMLElement>();
  const [extra, setExtra] = useState(0);
  const [scrollTop, setScrollTop] = useState(0);
  const [following, setFollowing] = useState(true);
  const rows: Rows = { count, height, open, extra: open < 0 ? 0 : extra };
  const total = totalHeight(rows);
  const latest = useRef({ rows, viewport, total });

  const scrollTo = useCallback(
    (top: number) => {
      if (!scroller.current) return;
      scroller.current.scrollTop = top;
      // Drawn in this very frame; the browser tells of the scrolling only in the next.
      setScrollTop(scroller.current.scrollTop);
    },
    [scroller],
  );

  useLayoutEffect(() => {
    latest.current = { rows, viewport, total };
  });

  // A step by hand always shows what it did.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the change of the count that matters
  useLayoutEffect(() => {
    if (!playing) setFollowing(true);
  }, [count, playing]);

  useLayoutEffect(() => {
    if (following) scrollTo(total - viewport);
  }, [following, total, viewport, scrollTo]);

  const onScroll = useCallback(() => {
    const top = scroller.current?.scrollTop ?? 0;
    const { total: all, viewport: seen, rows: present } = latest.current;
    setScrollTop(top);
    setFollowing(top + seen >= all - present.height);
  }, [scroller]);

  const reveal = useCallback(
    (row: number) => {
      const { rows: present, viewport: seen, total: all } = latest.current;
      const top = scroller.current?.scrollTop ?? 0;
      const wanted = scrollToRow(row, top, seen, present);
      setFollowing(wanted + seen >= all - present.height);
      if (wanted !== top) scrollTo(wanted);
    },
    [scroller, scrollTo],
  );

  return {
    refs: { scroller, probe },
    rows,
    total,
    ...drawnRows(scrollTop, viewport, rows),
    page: height > 0 ? Math.max(1, Math.floor(viewport / height) - 1) : 1,
    following,
    onScroll,
    reveal,
    setExtra,
    follow: useCallback(() => setFollowing(true), []),
  };
}

/** Tells how much taller than others the open row is. */
export function useExtraHeight(
  ref: RefObject<HTMLElement | null>,
  isOpen: boolean,
  tell: (extra: number) => void,
): void {
  useLayoutEffect(() => {
    const element = ref.current;
    if (!isOpen || !element) return;
    const measure = () => tell(element.offsetHeight - rowHeightOf(element));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref, isOpen, tell]);
}

/** The height that rows are given in the style sheet. */
function rowHeightOf(row: HTMLElement): number {
  return Number.parseFloat(getComputedStyle(row).minHeight) || 0;
}
