import { useStore } from 'zustand';
import type { ExploreChoices } from '../../store/exploreChoices';
import { useVerbs } from '../shared/useSession';

const STARTS: readonly { value: ExploreChoices['from']; label: string }[] = [
  { value: 'here', label: 'This moment' },
  { value: 'beginning', label: 'The scenario’s beginning' },
];

/** Where the search starts. */
export function StartFields() {
  const { exploring } = useVerbs();
  const from = useStore(exploring.store, (state) => state.choices.from);
  return (
    <fieldset className="explore-radios explore-side">
      <legend>From</legend>
      {STARTS.map(({ value, label }) => (
        <label key={value}>
          <input
            type="radio"
            name="explore-from"
            checked={from === value}
            onChange={() => exploring.choose({ from: value })}
          />
          {label}
        </label>
      ))}
    </fieldset>
  );
}
