import { Captions, ChevronLeft, ChevronRight } from 'lucide-react';
import { useSession, useVerbs } from '../shared/useSession';
import { Tool } from './Tool';

/** What one number takes less than another, so that nothing moves when the beat does. */
const FIGURE_SPACE = '\u2007';

/** Through the story, beat by beat; there when the script says anything. */
export function Beats() {
  const { previousBeat, nextBeat, stepBy } = useVerbs();
  const beats = useSession((state) => state.beats);
  const beat = useSession((state) => state.beat);
  const atStart = useSession((state) => state.depth === 0 && state.beat <= 0);
  const story = useSession((state) => state.stepping === 'beats');
  if (beats === 0) return null;
  const number = beat < 0 ? '–' : String(beat + 1);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of tools, and no form
    <div className="beats" role="group" aria-label="Beats">
      <Tool
        name="Previous beat"
        hint={story ? '←' : undefined}
        disabled={atStart}
        onClick={previousBeat}
        icon={<ChevronLeft />}
      />
      <span className="beats-place">
        Beat {number.padStart(String(beats).length, FIGURE_SPACE)} of {beats}
      </span>
      <Tool
        name="Next beat"
        hint={story ? '→' : undefined}
        onClick={nextBeat}
        icon={<ChevronRight />}
      />
      <Tool
        name="Step by beats"
        pressed={story}
        onClick={() => stepBy(story ? 'events' : 'beats')}
        icon={<Captions />}
      />
    </div>
  );
}
