import { memo } from 'react';
import type { TracedMessage } from '../../store/trace';
import { round } from './arrow';
import type { CrowdPaths } from './crowdPaths';
import { densityPaths, PHASES } from './density';
import type { Frame } from './timeScale';
import type { Layer } from './useTimeline';

/** More messages than can be elements of their own: one path for all of a kind. */
export const Crowd = memo(function Crowd({ paths, isDimmed }: CrowdProps) {
  return (
    <g className="tl-crowd" data-dimmed={isDimmed || undefined}>
      {paths.groups.map(({ key, phase, isQuiet, lines, heads }) => (
        <g key={key} className={`tl-crowd-${phase}`} data-quiet={isQuiet || undefined}>
          <path className="tl-crowd-lines" d={lines} />
          <path className="tl-crowd-heads" d={heads} />
        </g>
      ))}
      <path className="tl-crowd-crosses" d={paths.crosses} />
    </g>
  );
});

/** Messages that are only hinted at: lines without heads, the paler the closer they lie. */
export const Faint = memo(function Faint({ paths, isDimmed, frame }: CrowdProps & FaintProps) {
  const perPixel = (paths.arrows.length * frame.scale.perPx) / (frame.to - frame.from);
  const opacity = Math.max(PALEST, Math.min(1, LOOSE / perPixel));
  return (
    <g className="tl-faint-crowd" data-dimmed={isDimmed || undefined}>
      <g opacity={round(opacity)}>
        {paths.groups.map(({ key, lines }) => (
          <path key={key} d={lines} />
        ))}
        <path d={paths.crosses} />
      </g>
    </g>
  );
});

/** So many lines a pixel are still told apart. */
const LOOSE = 0.25;
const PALEST = 0.4;

interface FaintProps {
  readonly frame: Frame;
}

interface CrowdProps {
  readonly paths: CrowdPaths;
  readonly isDimmed: boolean;
}

/** So many that no line would be seen: how many each server sent, as bars on its lane. */
export const Density = memo(function Density({
  messages,
  frame,
  lanes,
}: Layer & { messages: readonly TracedMessage[] }) {
  const paths = densityPaths(messages, frame.scale, lanes);
  return (
    <g className="tl-density">
      {PHASES.map((phase) => (
        <path key={phase} className={`tl-crowd-${phase}`} d={paths[phase]} />
      ))}
    </g>
  );
});
