import { useVerbs } from '../shared/useSession';

interface SearchButtonProps {
  readonly verb: string;
  /** This very search goes on. */
  readonly searching: boolean;
  /** Another one does. */
  readonly disabled: boolean;
}

/** Begins a search and, while it goes on, ends it. */
export function SearchButton({ verb, searching, disabled }: SearchButtonProps) {
  const { exploring } = useVerbs();
  return (
    <div className="explore-go">
      {searching ? (
        <button key="stop" type="button" className="button" onClick={exploring.stop}>
          Stop
        </button>
      ) : (
        <button key="go" type="submit" className="button button-primary" disabled={disabled}>
          {verb}
        </button>
      )}
    </div>
  );
}
