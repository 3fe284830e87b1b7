import { useStore } from 'zustand';
import { count, phaseWords } from '../../store/exploreWords';
import { useVerbs } from '../shared/useSession';

/** How far the search is, in figures; each keeps its place. */
export function Figures() {
  const { exploring } = useVerbs();
  const status = useStore(exploring.store, (state) => state.status);
  const progress = useStore(exploring.store, (state) => state.progress);
  const from = useStore(exploring.store, (state) => state.question?.from ?? '');
  const { states = 0, transitions = 0, depth = 0, seconds = 0 } = progress ?? {};
  const speed = seconds > 0 ? transitions / seconds : 0;
  const searching = status === 'searching';
  return (
    <div className="explore-figures" data-searching={searching || undefined}>
      <p className="explore-phase">{phaseWords(searching, progress, from)}</p>
      <dl>
        <div>
          <dt>States</dt>
          <dd>{count(states)}</dd>
        </div>
        <div>
          <dt>Steps tried</dt>
          <dd>{count(transitions)}</dd>
        </div>
        <div>
          <dt>Deep</dt>
          <dd>{count(depth)}</dd>
        </div>
        <div>
          <dt>Seconds</dt>
          <dd>{seconds.toFixed(1)}</dd>
        </div>
        <div>
          <dt>Steps/s</dt>
          <dd>{count(speed)}</dd>
        </div>
      </dl>
    </div>
  );
}
