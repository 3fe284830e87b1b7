import type { TracedMessage } from '../../store/trace';
import { type Arrow, arrowAt, pathOf, round } from './arrow';
import { type Phase, phaseOf } from './density';
import { fateOf } from './inView';
import type { Lanes } from './lanes';
import type { TimeScale } from './timeScale';
import { isAboutSome } from './tone';

/** Many arrows in few elements: lines and heads by phase and loudness, and all crosses together. */
export interface CrowdPaths {
  readonly groups: readonly {
    readonly key: string;
    readonly phase: Phase;
    readonly isQuiet: boolean;
    readonly lines: string;
    readonly heads: string;
  }[];
  readonly crosses: string;
  /** For finding the one that is meant with the pointer. */
  readonly arrows: readonly { readonly id: number; readonly arrow: Arrow }[];
}

const END_OF_TIME = Number.MAX_SAFE_INTEGER;

export function crowdPaths(
  crowd: readonly TracedMessage[],
  depth: number,
  focus: number,
  scale: TimeScale,
  lanes: Lanes,
): CrowdPaths {
  const groups = new Map<
    string,
    { phase: Phase; isQuiet: boolean; lines: string[]; heads: string[] }
  >();
  const focused = [focus];
  const crosses: string[] = [];
  const arrows: { id: number; arrow: Arrow }[] = [];
  for (const message of crowd) {
    const arrow = endedArrow(message, depth, scale, lanes);
    arrows.push({ id: message.id, arrow });
    const phase = phaseOf(message);
    const isQuiet = !isAboutSome(message.message, focused);
    const key = `${phase}${isQuiet ? ' quiet' : ''}`;
    const group = groups.get(key) ?? { phase, isQuiet, lines: [], heads: [] };
    groups.set(key, group);
    group.lines.push(pathOf(arrow.points));
    const at = `M${round(arrow.head.x)} ${round(arrow.head.y)}`;
    if (arrow.sign === 'mark') group.heads.push(`${at}h0`);
    else crosses.push(`${at}m-3 -3l6 6m-6 0l6 -6`);
  }
  return {
    groups: [...groups].map(([key, { lines, heads, ...group }]) => ({
      key,
      ...group,
      lines: lines.join(''),
      heads: heads.join(''),
    })),
    crosses: crosses.join(''),
    arrows,
  };
}

/** The arrow of a message as it stands once its end is seen. */
export function endedArrow(
  message: TracedMessage,
  depth: number,
  scale: TimeScale,
  lanes: Lanes,
): Arrow {
  const fate = fateOf(message, depth);
  const endedAt = fate === 'underWay' ? null : message.endedAt;
  const until = fate === 'underWay' ? message.dueAt : END_OF_TIME;
  return arrowAt(
    { message, fate, endedAt, arrivesAt: message.dueAt, heldAt: null },
    until,
    scale,
    lanes,
  );
}
