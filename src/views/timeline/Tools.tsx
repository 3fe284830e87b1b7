import { LocateFixed, Maximize2, Minus, Plus } from 'lucide-react';
import { useIsFollowing } from './useTimeline';
import type { Viewport } from './viewport';

const STEP = 1.6;

/** Zoom, and the way back to the present. */
export function Tools({ viewport }: { viewport: Viewport }) {
  const isFollowing = useIsFollowing(viewport);
  return (
    <div className="tl-tools">
      {!isFollowing && (
        <button
          type="button"
          className="button tl-follow"
          title="Back to the present, and stay with it"
          onClick={() => viewport.follow()}
        >
          <LocateFixed size={14} aria-hidden="true" /> Follow
        </button>
      )}
      <button
        type="button"
        className="button button-plain"
        aria-label="Zoom out"
        title="Zoom out (−)"
        onClick={() => viewport.zoom(STEP)}
      >
        <Minus size={14} aria-hidden="true" />
      </button>
      <button
        type="button"
        className="button button-plain"
        aria-label="Zoom in"
        title="Zoom in (+)"
        onClick={() => viewport.zoom(1 / STEP)}
      >
        <Plus size={14} aria-hidden="true" />
      </button>
      <button
        type="button"
        className="button button-plain"
        aria-label="Show the whole run"
        title="Show the whole run (0)"
        onClick={() => viewport.fit()}
      >
        <Maximize2 size={14} aria-hidden="true" />
      </button>
    </div>
  );
}
