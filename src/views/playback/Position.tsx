import { useSession, useVerbs } from '../shared/useSession';

/** The scrubber: one step an event, said in words. */
export function Position() {
  const { seek } = useVerbs();
  const depth = useSession((state) => state.depth);
  const length = useSession((state) => state.length);
  const headline = useSession((state) => state.narration?.headline ?? 'the beginning');
  return (
    <input
      type="range"
      className="playback-position"
      aria-label="Position"
      aria-valuetext={`Event ${depth} of ${length}: ${headline}`}
      min={0}
      max={Math.max(1, length)}
      step={1}
      value={depth}
      onChange={(event) => seek(Number(event.target.value))}
    />
  );
}
