import { useSession, useVerbs } from '../../shared/useSession';

const EXAMPLE = 'life-of-an-append';

/** What to do while there is no history. */
export function NoCalls() {
  const { catalogue, openById } = useVerbs();
  const hasClerks = useSession((state) => state.moment.world.clerks.length > 0);
  const example = catalogue.find(({ id }) => id === EXAMPLE);
  if (hasClerks)
    return (
      <p className="hist-empty">
        No client has called yet: press Play, or let one call in the Key/value region.
      </p>
    );
  return (
    <div className="hist-empty">
      <p>
        Here stand the calls of clients, and one order that explains every answer. This scenario has
        no clients: open one with a key/value service.
      </p>
      {example && (
        <button type="button" className="button" onClick={() => void openById(EXAMPLE)}>
          Open “{example.title}”
        </button>
      )}
    </div>
  );
}
