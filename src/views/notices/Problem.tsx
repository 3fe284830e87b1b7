import { X } from 'lucide-react';
import { useSession, useVerbs } from '../shared/useSession';
import './notices.css';

/** What went wrong and why; what is on screen is kept. */
export function Problem() {
  const { report } = useVerbs();
  const problem = useSession((state) => state.problem);
  if (!problem) return null;
  return (
    <div className="problem" role="alert">
      <div>
        <strong>{problem.title}</strong>
        <p className="mono">{problem.reason}</p>
        <p>What is on the screen was kept.</p>
      </div>
      <button type="button" className="button" aria-label="Dismiss" onClick={() => report(null)}>
        <X size={16} aria-hidden="true" />
      </button>
    </div>
  );
}
