import { useSession } from '../shared/useSession';

/** The one sentence that always says what just happened and why; also the screen reader's message. */
export function Narration() {
  const headline = useSession((state) => state.narration?.headline ?? null);
  const summary = useSession((state) => state.scenario.summary ?? state.scenario.title);
  // While it plays, a screen reader would be talked over by every event: it hears the sentence when time stands still.
  // Where a beat of a story begins it hears the caption instead, and nothing twice.
  const silent = useSession(
    ({ playing, stepping, beatBegins }) => playing || (stepping === 'beats' && beatBegins),
  );
  const text = headline ?? summary;
  return (
    <p className="narration" role="status" aria-live={silent ? 'off' : 'polite'} title={text}>
      {text}
    </p>
  );
}
