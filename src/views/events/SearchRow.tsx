import { ChevronDown, ChevronUp, Filter } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useRef } from 'react';
import { countUpTo } from '../../store/eventSearch';
import { useSession, useVerbs } from '../shared/useSession';
import { Breakpoints } from './Breakpoints';

/** Finds events, and goes from match to match. Escape empties the field, then closes the row. */
export function SearchRow({ onClose }: { onClose(): void }) {
  const { search, goToMatch, showOnlyMatches } = useVerbs();
  const { text, problem, finds, only } = useSession((state) => state.search);
  const isLibrary = useSession(({ moment }) => moment.protocol === 'basic');
  const field = useRef<HTMLInputElement>(null);
  const note = useId();
  useEffect(() => field.current?.focus(), []);

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Enter') goToMatch(event.shiftKey ? 'previous' : 'next');
    else if (event.key !== 'Escape') return;
    else if (text) search('');
    else onClose();
    event.preventDefault();
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: React does not know the search element everywhere
    <div role="search" className="search-row">
      <input
        ref={field}
        type="search"
        className="search-field"
        aria-label="Search events"
        aria-describedby={note}
        aria-invalid={problem !== null}
        placeholder="kind: peer: ballot: or words"
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        value={text}
        onChange={({ target }) => search(target.value)}
        onKeyDown={onKeyDown}
      />
      <p className="search-note" id={note} data-problem={problem !== null || undefined}>
        {problem ??
          (isLibrary
            ? 'kind:accept peer:S2 instance:3 ballot:1.S3 and words'
            : 'kind:p2a peer:S2 slot:3 ballot:1.S3 and words')}
      </p>
      <Breakpoints />
      <MatchCount />
      <button
        type="button"
        className="button search-tool"
        aria-label="Previous match"
        title="Previous match (Shift+M)"
        disabled={!finds}
        onClick={() => goToMatch('previous')}
      >
        <ChevronUp size={16} aria-hidden="true" />
      </button>
      <button
        type="button"
        className="button search-tool"
        aria-label="Next match"
        title="Next match (M)"
        disabled={!finds}
        onClick={() => goToMatch('next')}
      >
        <ChevronDown size={16} aria-hidden="true" />
      </button>
      <button
        type="button"
        className="button search-tool"
        aria-label="Only matches"
        title="Show only matches"
        aria-pressed={only}
        onClick={() => showOnlyMatches(!only)}
      >
        <Filter size={16} aria-hidden="true" />
      </button>
    </div>
  );
}

/** "12 of 340": of the matches on the whole branch, so many are not beyond the cursor. */
function MatchCount() {
  const { finds, complete } = useSession((state) => state.search);
  const depth = useSession((state) => state.depth);
  const playing = useSession((state) => state.playing);
  const { depths = [] } = finds ?? {};
  const words = finds && `${countUpTo(depths, depth)} of ${depths.length}${complete ? '' : '…'}`;
  return (
    <span
      className="search-count"
      aria-live={playing ? 'off' : 'polite'}
      title="Matches up to here, and on the whole branch"
    >
      {words}
    </span>
  );
}
