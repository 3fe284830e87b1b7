import { CircleCheck, CircleHelp, Flag, OctagonX } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { effortWords, type Verdict, verdictOf } from '../../store/exploreWords';
import type { Question } from '../../store/exploring';
import { useVerbs } from '../shared/useSession';
import { Figures } from './Figures';
import { FoundRun } from './FoundRun';

const ICONS: Readonly<Record<Verdict['tone'], typeof Flag>> = {
  bad: OctagonX,
  proof: CircleCheck,
  open: CircleHelp,
  met: Flag,
};

/** Scrolls the panel, and nothing else, to the button that stands above. */
function bringUp(outcome: HTMLElement): void {
  const button = outcome.parentElement?.querySelector<HTMLElement>('.explore-go');
  const panel = outcome.closest('.explore');
  if (button && panel) panel.scrollTop = button.offsetTop - 4;
}

/** How far the search of this kind is, and what it found. */
export function Outcome({ kind }: { kind: Question['kind'] }) {
  const { exploring } = useVerbs();
  const question = useStore(exploring.store, (state) => state.question);
  const status = useStore(exploring.store, (state) => state.status);
  const finding = useStore(exploring.store, (state) => state.finding);
  const progress = useStore(exploring.store, (state) => state.progress);
  const failure = useStore(exploring.store, (state) => state.failure);
  const mine = question?.kind === kind ? question : null;
  const verdict = mine && finding ? verdictOf(finding, mine) : null;
  const place = useRef<HTMLDivElement>(null);
  const asked = mine !== null && (status === 'searching' || finding !== null || failure !== null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it comes into view when it begins and when it ends
  useEffect(() => {
    if (asked && place.current) bringUp(place.current);
  }, [asked, status]);
  const Icon = verdict && ICONS[verdict.tone];
  return (
    <div ref={place} className="explore-outcome">
      {mine && status === 'searching' && <Figures />}
      <div role="status">
        {mine && status === 'searching' && <span className="visually-hidden">Searching.</span>}
        {verdict && Icon && (
          <div className="explore-verdict" data-tone={verdict.tone}>
            <Icon size={18} aria-hidden="true" />
            <div>
              <p className="explore-headline">{verdict.headline}</p>
              <p>{verdict.detail}</p>
            </div>
          </div>
        )}
        {mine && status === 'failed' && (
          <div className="explore-verdict" data-tone="bad">
            <OctagonX size={18} aria-hidden="true" />
            <div>
              <p className="explore-headline">The search ended early. Nothing else is lost.</p>
              <p>{failure} Press the button again to start anew.</p>
            </div>
          </div>
        )}
      </div>
      {mine && progress && status !== 'searching' && (
        <p className="explore-effort">{effortWords(progress, mine.from)}</p>
      )}
      {mine && finding?.run && <FoundRun kind={kind} run={finding.run} />}
    </div>
  );
}
