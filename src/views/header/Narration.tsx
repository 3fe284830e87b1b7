import { useSession } from '../shared/useSession';

/** The one sentence that always says what just happened and why; also the screen reader's message. */
export function Narration() {
  const headline = useSession((state) => state.narration?.headline ?? null);
  const summary = useSession((state) => state.scenario.summary ?? state.scenario.title);
  const playing = useSession((state) => state.playing);
  const text = headline ?? summary;
  return (
    // While it plays, a screen reader would be talked over by every event: it hears the sentence when time stands still.
    <p className="narration" role="status" aria-live={playing ? 'off' : 'polite'} title={text}>
      {text}
    </p>
  );
}
