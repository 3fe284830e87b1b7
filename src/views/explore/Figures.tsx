import { useStore } from 'zustand';
import { count, phaseWords } from '../../store/exploreWords';
import { useVerbs } from '../shared/useSession';

/** How far the search is, in figures; each keeps its place. */
export function Figures() {
  const { exploring } = useVerbs();
  const progress = useStore(exploring.store, (state) => state.progress);
  const from = useStore(exploring.store, (state) => state.question?.from ?? '');
  const { states = 0, transitions = 0, depth = 0, seconds = 0 } = progress ?? {};
  const figures = [
    ['States', count(states)],
    ['Steps tried', count(transitions)],
    ['Steps deep', count(depth)],
    ['Seconds', seconds.toFixed(1)],
    ['Tried/s', count(seconds > 0 ? transitions / seconds : 0)],
  ] as const;
  return (
    <div className="explore-figures">
      <p className="explore-phase">{phaseWords(progress, from)}</p>
      <dl>
        {figures.map(([name, figure]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{figure}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
