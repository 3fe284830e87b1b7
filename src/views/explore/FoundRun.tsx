import { GitBranch } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import type { ClusterEvent } from '../../check/cluster';
import type { Question, ShownRun } from '../../store/exploring';
import { useSession, useVerbs } from '../shared/useSession';

/** The run that was found: the way to see it and, once it is a branch, its steps in words. */
export function FoundRun({ kind, run }: { kind: Question['kind']; run: readonly ClusterEvent[] }) {
  const { exploring } = useVerbs();
  const shown = useStore(exploring.store, (state) => state.shown);
  if (shown) return <ShownSteps shown={shown} />;
  return (
    <div className="explore-run">
      <button type="button" className="button button-primary" onClick={exploring.openFound}>
        <GitBranch size={14} aria-hidden="true" />{' '}
        {run.length === 1 ? 'Show the step' : `Show the ${run.length} steps`}
      </button>
      {kind === 'prove' && <p>It opens in the place of what is on the screen now.</p>}
    </div>
  );
}

function ShownSteps({ shown }: { shown: ShownRun }) {
  const session = useVerbs();
  const { exploring } = session;
  const branch = useSession(({ branches }) => branches.find((one) => one.shown)?.id);
  const depth = useSession((state) => state.depth);
  const list = useRef<HTMLOListElement>(null);
  const done = branch === shown.branch ? depth - shown.depth : -1;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the step that was just made comes into view
  useEffect(() => {
    list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
  }, [done]);
  const kept = useSession(({ branches }) => branches.some(({ id }) => id === shown.branch));
  const isShown = branch === shown.branch;
  if (!kept) return <p>Its branch was taken back.</p>;
  return (
    <div className="explore-run">
      <div className="explore-tools">
        {isShown ? (
          <>
            <button type="button" className="button" onClick={session.step}>
              Next step
            </button>
            <button type="button" className="button" onClick={session.play}>
              Play on
            </button>
            <button type="button" className="button" onClick={() => session.seek(shown.depth)}>
              To its start
            </button>
          </>
        ) : (
          <button type="button" className="button" onClick={exploring.openFound}>
            <GitBranch size={14} aria-hidden="true" /> Show it again
          </button>
        )}
      </div>
      <ol ref={list} className="explore-steps" aria-label="The steps of the run">
        {shown.steps.map((step, i) => (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place
            key={i}
            data-done={i < done || undefined}
            aria-current={i === done - 1 ? 'step' : undefined}
          >
            <button
              type="button"
              onClick={() => {
                if (!isShown) exploring.openFound();
                session.seek(shown.depth + i + 1);
              }}
            >
              {step}
            </button>
          </li>
        ))}
      </ol>
    </div>
  );
}
