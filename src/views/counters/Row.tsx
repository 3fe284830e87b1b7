import type { Compared, Contender } from '../../store/comparison';
import { canRunUnder } from '../../store/protocols';
import { inMs } from '../shared/inMs';
import { useSession, useVerbs } from '../shared/useSession';
import { COLUMNS } from './columns';
import type { Scale } from './scales';

interface RowProps {
  readonly contender: Contender;
  /** Null while it is still under way. */
  readonly compared: Compared | null;
  /** It is the run on screen. */
  readonly isPresent: boolean;
  readonly until: number;
  /** One a column. */
  readonly scales: readonly Scale[];
  onClose(): void;
}

/** One way to agree. */
export function Row({ contender, compared, isPresent, until, scales, onClose }: RowProps) {
  return (
    <tr className={isPresent ? 'compare-present' : undefined}>
      <th scope="row">
        <span className="compare-name">{contender.name}</span>
        <span className="compare-how">{contender.how}</span>
        {isPresent ? (
          <span className="compare-this">this run</span>
        ) : (
          <RunHere contender={contender} onClose={onClose} />
        )}
        {compared && <Remarks compared={compared} until={until} />}
      </th>
      {COLUMNS.map((column, i) => (
        <td key={column.title}>
          <span className="compare-number">{compared ? column.text(compared) : '…'}</span>
          <Bar length={scales[i]?.((compared && column.value(compared)) ?? 0) ?? 0} />
        </td>
      ))}
    </tr>
  );
}

function Bar({ length }: { length: number }) {
  return <span className="compare-bar" style={{ width: `${length}%` }} aria-hidden="true" />;
}

/** What is not as in the run. */
function Remarks({ compared: { leftOut, until: reached }, until }: RemarksProps) {
  return (
    <>
      {leftOut > 0 && (
        <span className="compare-remark">
          {leftOut === 1 ? '1 act is' : `${leftOut} acts are`} left out: it has no such thing
        </span>
      )}
      {reached < until && (
        <span className="compare-remark">stopped at {inMs(reached)}: too many events</span>
      )}
    </>
  );
}

interface RemarksProps {
  readonly compared: Compared;
  readonly until: number;
}

/** Opens the same scenario in this way, from its beginning. */
function RunHere({ contender, onClose }: Pick<RowProps, 'contender' | 'onClose'>) {
  const { runUnder } = useVerbs();
  const possible = useSession(({ scenario }) => canRunUnder(scenario, contender.protocol));
  return (
    <button
      type="button"
      className="button compare-run"
      aria-label={`Run it here: ${contender.name}`}
      disabled={!possible}
      title={
        possible
          ? 'Opens this scenario with this protocol, from its beginning'
          : 'This script speaks of what only its own protocol has: it cannot be played with another'
      }
      onClick={() => {
        onClose();
        void runUnder(contender.protocol, contender.preemption);
      }}
    >
      Run it here
    </button>
  );
}
