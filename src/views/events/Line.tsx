import type { ReactNode, Ref } from 'react';

/** Where a line stands in the list, and how it stands out. */
export interface LineProps {
  readonly id: string;
  /** Which line it is, from 0, and of how many. */
  readonly nth: number;
  readonly total: number;
  readonly top: number;
  /** Of its first event. */
  readonly depth: number;
  readonly current: boolean;
  readonly lit: boolean;
  /** A search found it, or something in it. */
  readonly match: boolean;
}

interface FrameProps extends LineProps {
  readonly selected: boolean;
  /** One of very many like it. */
  readonly routine: boolean;
  readonly whole?: Ref<HTMLDivElement>;
  readonly children: ReactNode;
}

/** The frame of every line of the list. */
export function Line(props: FrameProps) {
  const { id, nth, total, top, depth, current, lit, match, selected, routine, whole, children } =
    props;
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus and names its active line
    <div
      ref={whole}
      id={id}
      role="option"
      className="event"
      aria-selected={selected}
      aria-setsize={total}
      aria-posinset={nth + 1}
      aria-current={current ? 'step' : undefined}
      data-depth={depth}
      data-lit={lit || undefined}
      data-match={match || undefined}
      data-routine={routine || undefined}
      style={{ transform: `translateY(${top}px)` }}
    >
      {children}
    </div>
  );
}
