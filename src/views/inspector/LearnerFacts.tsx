import type { ServerReport } from '../../store/inspect';
import { shortValue } from '../../store/words';

/** What one server knows of the outcome. */
export function LearnerFacts({ report: { learner, forgotten } }: { report: ServerReport }) {
  if (forgotten) return <p className="said">Forgotten: the instance is below Min here.</p>;
  return (
    <p className="said">
      {learner.value === null ? (
        'Not known here, whatever may be chosen.'
      ) : (
        <>
          Decided: <b className="mono">{shortValue(learner.value)}</b>
        </>
      )}
    </p>
  );
}
