import type { SafetyView } from '../../store/safety';
import { askForProof } from '../../store/safetyPlace';
import { useAhead } from '../shared/useBreaks';
import { useSession, useVerbs } from '../shared/useSession';
import { Lamp } from './Lamp';
import { MomentLink } from './MomentLink';

/** The verdict in one line, which stays in sight while the list scrolls; below it what broke, with a way to each proof. */
export function Summary({ view }: { view: SafetyView }) {
  const { safety } = useVerbs();
  const { broken, tested } = view;
  const ahead = useAhead();
  const state = broken.length > 0 ? 'broken' : tested > 0 ? 'holds' : 'untested';
  return (
    <>
      <div className="safety-summary" data-state={state}>
        <Lamp state={state} />
        <p className="safety-verdict" role="status">
          {verdict(view)}
        </p>
      </div>
      {broken.length > 0 ? (
        <ul className="safety-broken">
          {broken.map(({ id, says }) => (
            <li key={id}>
              <button type="button" className="link" onClick={() => askForProof(safety, id)}>
                {says}
              </button>
            </li>
          ))}
        </ul>
      ) : (
        <Tested view={view} />
      )}
      {ahead && (
        <p className="safety-hint">
          Later on this branch: <MomentLink at={ahead.step}>broken at</MomentLink>
        </p>
      )}
    </>
  );
}

function Tested({ view: { tested, count } }: { view: SafetyView }) {
  const atStart = useSession((state) => state.depth === 0);
  if (tested > 0)
    return (
      <p className="safety-hint">
        {tested === count ? 'Every one was' : `${tested} of them were`} put to the test so far.
      </p>
    );
  return (
    <p className="safety-hint">
      None has been put to the test yet{atStart ? ': press Play or Step.' : '.'}
    </p>
  );
}

function verdict({ broken, count, tested }: SafetyView): string {
  if (broken.length > 0) return `Broken: ${broken.length} of ${count} properties`;
  return tested > 0 ? `All ${count} properties hold` : `${count} properties are watched`;
}
