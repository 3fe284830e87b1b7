import type { ServerReport } from '../../store/inspect';
import { nameOf } from '../../store/words';

/** What may be forgotten: Min follows the least Done of all servers, as far as this one has heard. */
export function LibraryFacts({
  library: { min, max, done },
}: {
  library: ServerReport['library'];
}) {
  const least = Math.min(...done);
  const holds = (seq: number) => seq === least && least < Math.max(...done);
  return (
    <>
      <dl className="facts">
        <div>
          <dt>Min</dt>
          <dd>{min}</dd>
        </div>
        <div>
          <dt>Max</dt>
          <dd>{max < 0 ? '–' : max}</dd>
        </div>
      </dl>
      <table className="answers">
        <thead>
          <tr>
            <th scope="col">server</th>
            <th scope="col">Done, as heard here</th>
          </tr>
        </thead>
        <tbody>
          {done.map((seq, i) => (
            <tr key={nameOf(i + 1)}>
              <th scope="row">{nameOf(i + 1)}</th>
              <td data-answer={holds(seq) ? 'least' : undefined}>
                {seq < 0 ? 'never' : seq}
                {holds(seq) && ' · the least: holds Min'}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
