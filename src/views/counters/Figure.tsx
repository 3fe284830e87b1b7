interface FigureProps {
  readonly before?: string;
  readonly number: string;
  readonly after?: string;
  /** Room for the words and a number that has grown, so that nothing moves. */
  readonly room: 'medium' | 'large';
  /** The number and its meaning in words. */
  readonly says: string;
  readonly hint?: string;
}

/** One number of the counters with the words beside it. */
export function Figure({ before, number, after, room, says, hint }: FigureProps) {
  return (
    <span className={`figure figure-${room}`} title={hint}>
      <span aria-hidden="true">
        {before} <b className="figure-number">{number}</b> {after}
      </span>
      <span className="visually-hidden">{says}</span>
    </span>
  );
}
