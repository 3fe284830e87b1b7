import { useBreaks } from '../shared/useBreaks';
import { useSession, useVerbs } from '../shared/useSession';

/** The scrubber: one step an event, said in words; a tick where a property breaks. */
export function Position() {
  const { seek } = useVerbs();
  const depth = useSession((state) => state.depth);
  const length = useSession((state) => state.length);
  const headline = useSession((state) => state.narration?.headline ?? 'the beginning');
  const breaks = useBreaks();
  const max = Math.max(1, length);
  return (
    <span className="playback-track">
      <input
        type="range"
        className="playback-position"
        aria-label="Position"
        aria-valuetext={`Event ${depth} of ${length}: ${headline}`}
        min={0}
        max={max}
        step={1}
        value={depth}
        onChange={(event) => seek(Number(event.target.value))}
      />
      {breaks.length > 0 && (
        // The Safety region has the same moments as buttons.
        <svg className="playback-breaks" aria-hidden="true" preserveAspectRatio="none">
          {[...new Set(breaks.map(({ step }) => step))].map((step) => (
            <rect key={step} x={`${(100 * step) / max}%`} y={0} />
          ))}
        </svg>
      )}
    </span>
  );
}
