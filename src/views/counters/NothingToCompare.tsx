import { useSession, useVerbs } from '../shared/useSession';

const STORIES: readonly { readonly id: string; readonly title: string }[] = [
  { id: 'multi/stable-leader', title: 'The stable leader' },
  { id: 'multi/duel-wait', title: 'A duel, and one waits' },
  { id: 'multi/duel-retry', title: 'A duel without end' },
];

/** What to do where no client has called. */
export function NothingToCompare() {
  const { openById, goToEnd } = useVerbs();
  const hasClerks = useSession(({ moment }) => moment.world.clerks.length > 0);
  return (
    <div className="compare">
      {hasClerks ? (
        <>
          <p>
            No client has called yet, so there is nothing to compare. Let the run go on, or make a
            call in the region Key/value.
          </p>
          <button type="button" className="button button-primary" onClick={goToEnd}>
            Go to the end and compare
          </button>
        </>
      ) : (
        <p>
          There is nothing to compare here: Start and Propose speak to one protocol only. The calls
          of clients mean the same to every protocol, so open a scenario with clerks (C1, C2, …).
        </p>
      )}
      <p>Or open a story, played to its end:</p>
      <div className="compare-stories">
        {STORIES.map(({ id, title }) => (
          <button
            key={id}
            type="button"
            className="button"
            onClick={() => void openById(id).then(goToEnd)}
          >
            {title}
          </button>
        ))}
      </div>
    </div>
  );
}
