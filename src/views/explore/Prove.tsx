import { useStore } from 'zustand';
import { proofWords } from '../../store/exploreWords';
import { titlesOf } from '../../store/wrongRules';
import { useSession, useVerbs } from '../shared/useSession';
import { Outcome } from './Outcome';
import { SearchButton } from './SearchButton';

const NONE: readonly string[] = [];

/** All that can happen in a small cluster of the same protocol, with the same wrong rules. */
export function Prove() {
  const { exploring } = useVerbs();
  const size = useStore(exploring.store, (state) => state.size);
  const status = useStore(exploring.store, (state) => state.status);
  const isMine = useStore(
    exploring.store,
    (state) => state.status === 'searching' && state.question?.kind === 'prove',
  );
  const broken = useSession(({ moment }) => moment.world.broken) ?? NONE;
  const protocol = useSession(({ moment }) => moment.protocol);
  const words = proofWords(size);
  const choices = [
    { key: 'acceptors', label: 'Acceptors', options: [3, 5] },
    { key: 'proposers', label: 'Proposers', options: [1, 2, 3] },
    { key: 'rounds', label: 'Ballots each', options: [1, 2, 3] },
  ] as const;
  return (
    <section className="explore-prove" aria-labelledby="explore-prove">
      <h3 id="explore-prove">Prove it</h3>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          exploring.prove();
        }}
      >
        <p>
          A small cluster, all that can happen in it, and no bound on how deep: either everything is
          safe, or here is the shortest run that is not.
        </p>
        <div className="explore-row">
          {choices.map(({ key, label, options }) => (
            <label key={key}>
              {label}
              <select
                className="select"
                value={size[key]}
                onChange={(event) => exploring.chooseSize({ [key]: Number(event.target.value) })}
              >
                {options.map((option) => (
                  <option key={option}>{option}</option>
                ))}
              </select>
            </label>
          ))}
        </div>
        <p className="explore-help">{words.what}</p>
        {broken.length > 0 && (
          <p className="explore-wrong">
            With what is wrong on purpose: {titlesOf(protocol, broken).join(', ')}.
          </p>
        )}
        <p className="explore-warning">{words.warning}</p>
        <SearchButton verb="Prove it" searching={isMine} disabled={status === 'searching'} />
      </form>
      <Outcome kind="prove" />
    </section>
  );
}
