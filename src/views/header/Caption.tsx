import { useLayoutEffect, useMemo, useRef } from 'react';
import { beatsOf } from '../../store/beats';
import { useSession } from '../shared/useSession';
import { lengthOf, longestOf } from './captionRoom';
import { Prose } from './Prose';

/**
 * What the scenario's author says about this moment: large, and the screen reader's message, when a story is told. Its
 * place is kept from the start, so that nothing jumps.
 */
export function Caption() {
  const scenario = useSession((state) => state.scenario);
  const longest = useMemo(() => longestOf(beatsOf(scenario)), [scenario]);
  const text = useSession((state) => state.said) ?? '';
  const story = useSession((state) => state.stepping === 'beats');
  const caption = useRef<HTMLParagraphElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another text is read from its beginning
  useLayoutEffect(() => {
    if (caption.current) caption.current.scrollTop = 0;
  }, [text]);
  if (longest.length === 0) return null;
  const length = lengthOf(longest);
  return (
    <div className={story ? `caption-place story story-${length}` : 'caption-place'}>
      <p
        ref={caption}
        className="caption"
        role="status"
        aria-live={story ? 'polite' : 'off'}
        // Only what is long scrolls, and what scrolls must be reached by keyboard.
        tabIndex={story && length === 'long' ? 0 : undefined}
      >
        <Prose text={text} />
      </p>
      {story && longest.map((one) => <span key={one} className="caption-room" data-text={one} />)}
    </div>
  );
}
