import { X } from 'lucide-react';
import { violationOf } from '../../store/safety';
import { askForProof } from '../../store/safetyPlace';
import type { Problem as Trouble } from '../../store/session';
import { useSession, useVerbs } from '../shared/useSession';
import './notices.css';

/** What went wrong and why, and what to do; what is on screen is kept. */
export function Problem() {
  const { report } = useVerbs();
  const problem = useSession((state) => state.problem);
  if (!problem) return null;
  return (
    <div className="problem" role="alert" data-broken={problem.broken !== undefined || undefined}>
      <div>
        <strong>{problem.title}</strong>
        {problem.broken ? (
          <>
            <p className="problem-says">{problem.reason}</p>
            <WhatNow broken={problem.broken} />
          </>
        ) : (
          <>
            <p className="mono">{problem.reason}</p>
            <p>What is on the screen was kept.</p>
          </>
        )}
      </div>
      <button type="button" className="button" aria-label="Dismiss" onClick={() => report(null)}>
        <X size={16} aria-hidden="true" />
      </button>
    </div>
  );
}

/** After a property broke: to what proves it, or to the moment before. */
function WhatNow({ broken: { property, at } }: { broken: NonNullable<Trouble['broken']> }) {
  const session = useVerbs();
  const isThere = useSession(({ moment }) => violationOf(moment, property)?.step === at);

  function showProof() {
    session.report(null);
    if (!isThere) session.seek(at);
    askForProof(session.safety, property);
  }

  function goBack() {
    session.report(null);
    session.seek(at - 1);
  }

  return (
    <div className="problem-acts">
      <button type="button" className="button button-primary" onClick={showProof}>
        Show the proof
      </button>
      <button type="button" className="button" onClick={goBack}>
        Go back before it
      </button>
    </div>
  );
}
