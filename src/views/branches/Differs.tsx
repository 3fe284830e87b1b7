/** The sign of a difference, with its word for those who do not see it. */
export function Differs() {
  return (
    <span className="apart-sign">
      <span aria-hidden="true">≠</span>
      <span className="visually-hidden">differs</span>
    </span>
  );
}
