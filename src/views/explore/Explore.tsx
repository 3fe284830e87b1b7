import { useStore } from 'zustand';
import { useVerbs } from '../shared/useSession';
import { AimFields } from './AimFields';
import { BoundFields } from './BoundFields';
import { Outcome } from './Outcome';
import { Prove } from './Prove';
import { SearchButton } from './SearchButton';
import { StartFields } from './StartFields';
import './explore.css';

/** Lets the machine look for a run that breaks something, or for all that can happen. */
export function Explore() {
  const { exploring } = useVerbs();
  const status = useStore(exploring.store, (state) => state.status);
  const kind = useStore(exploring.store, (state) => state.question?.kind);
  const shortest = useStore(exploring.store, (state) => state.choices.shortest);
  const isMine = status === 'searching' && kind === 'explore';
  return (
    <div className="safety-scroll explore">
      <form
        className="explore-form"
        onSubmit={(event) => {
          event.preventDefault();
          exploring.explore();
        }}
      >
        <p className="explore-intro">
          Every order of deliveries and timers, tried by the machine: the run that you see stays as
          it is.
        </p>
        <StartFields />
        <AimFields />
        <BoundFields />
        <label className="explore-check">
          <input
            type="checkbox"
            checked={shortest}
            onChange={(event) => exploring.choose({ shortest: event.target.checked })}
          />
          The shortest such run, not just the first
        </label>
        <SearchButton verb="Explore" searching={isMine} disabled={status === 'searching'} />
      </form>
      <Outcome kind="explore" />
      <Prove />
    </div>
  );
}
