/** The sign of a message that never arrives, or will not if it is clicked. */
export function CrossMark({ size }: { size: number }) {
  const r = size * 0.42;
  return <path className="cross" d={`M${-r} ${-r}L${r} ${r}M${-r} ${r}L${r} ${-r}`} />;
}
