import { useVerbs } from '../shared/useSession';

/** The session is kept on this device; here is the way to be rid of it. */
export function SessionPart({ onDone }: { onDone(): void }) {
  const { startAfresh } = useVerbs();
  return (
    <section className="share-part" aria-label="This session">
      <p className="said">
        This session is kept on this device, and is back after a reload. Nothing leaves the page.
      </p>
      <button
        type="button"
        className="button"
        onClick={() => {
          void startAfresh();
          onDone();
        }}
      >
        Throw it away and start afresh
      </button>
    </section>
  );
}
