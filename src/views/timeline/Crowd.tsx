import { memo } from 'react';
import type { TracedMessage } from '../../store/trace';
import type { CrowdPaths } from './crowdPaths';
import { densityPaths, PHASES } from './density';
import type { Layer } from './useTimeline';

/** More messages than can be elements of their own: one path for all of a kind. */
export const Crowd = memo(function Crowd({
  paths,
  isDimmed,
}: {
  paths: CrowdPaths;
  isDimmed: boolean;
}) {
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
