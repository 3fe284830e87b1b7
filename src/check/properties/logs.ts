import type { Because } from '../../base/actor';
import { firstKey, getAt, type IntMap } from '../../base/intMap';
import {
  commandAt,
  firstNonCleared,
  lastNonEmpty,
  type MultiRecords,
  type SlotStatus,
  slotStatusOf,
} from '../../protocol/multi';
import { majorityOf } from '../../protocol/quorum';
import type { Value } from '../../protocol/value';
import type { Observed } from '../cluster';
import { isMultiRemains, remainsOf } from '../reading';
import { perLeaderServer } from './leaderServer';
import { choicesOf, type Deed } from './proof';
import type { Property } from './property';

/** Every server's records, up or on its disk; null for a disk that is lost. */
function recordsIn(world: Observed['after']): readonly (MultiRecords | null)[] {
  return world.nodes.map((node) => {
    const remains = remainsOf(node);
    return remains && isMultiRemains(remains) ? remains : null;
  });
}

/** DSLabs' slotValid (CONFORMANCE 3.4), of all servers together. Null while it holds. */
export function whySlotInvalid(
  records: readonly (MultiRecords | null)[],
  slot: number,
): Because | null {
  const seen = records.map((record) => lookAt(record, slot));
  const out = records.findIndex((record, i) => {
    return record !== null && isOutOfPlace(record, slot, seen[i]?.status ?? 'empty');
  });
  if (out >= 0) return { slot, outOfPlace: out + 1, status: seen[out]?.status };
  const full = seen.findIndex(({ status, command }) => {
    return (status === 'empty' || status === 'cleared') && command !== null;
  });
  if (full >= 0) return { slot, holds: full + 1, ...seen[full] };
  const chosen = seen.filter(({ status }) => status === 'chosen').map(({ command }) => command);
  const [first] = chosen;
  const majority = majorityOf(records.length);
  if (first !== undefined) {
    const other = chosen.find((command) => command !== first);
    if (other !== undefined) return { slot, chosen: [first, other] };
    const behind = seen.filter(({ status, command }) => {
      return status === 'cleared' || (status !== 'empty' && command === first);
    });
    return behind.length < majority ? { slot, chosen: first, behind: behind.length } : null;
  }
  const cleared = seen.some(({ status }) => status === 'cleared');
  const held = seen.filter(({ status }) => status !== 'empty').length;
  return cleared && held < majority ? { slot, cleared, held } : null;
}

interface SlotLook {
  readonly status: SlotStatus;
  readonly command: Value | null;
}

function lookAt(record: MultiRecords | null, slot: number): SlotLook {
  if (!record) return { status: 'empty', command: null };
  return { status: slotStatusOf(record, slot), command: commandAt(record, slot) };
}

function isOutOfPlace(record: MultiRecords, slot: number, status: SlotStatus): boolean {
  if (slot < firstNonCleared(record)) return status !== 'cleared';
  if (slot > lastNonEmpty(record)) return status !== 'empty';
  return status === 'cleared';
}

/** DSLabs' MARKERS_VALID of one server. Null while it holds. */
function whyMarkersInvalid(record: MultiRecords): Because | null {
  const [clear, last] = [firstNonCleared(record), lastNonEmpty(record)];
  const status = (slot: number) => slotStatusOf(record, slot);
  const valid =
    clear >= 1 &&
    last >= 0 &&
    clear <= last + 1 &&
    status(clear) !== 'cleared' &&
    status(last + 1) === 'empty' &&
    (last === 0 || status(last) !== 'empty') &&
    (clear === 1 || status(clear - 1) === 'cleared');
  return valid ? null : { firstNonCleared: clear, lastNonEmpty: last };
}

/** A slot with a status that its place in the log does not allow. */
function outOfPlaceIn(record: MultiRecords): Because | null {
  const clear = firstNonCleared(record);
  const first = Math.min(
    firstIn(record.acceptor.context.accepted),
    firstIn(record.learner.context.decided),
  );
  return first < clear ? { firstNonCleared: clear, slot: first } : null;
}

function firstIn(map: IntMap<unknown>): number {
  return map.size === 0 ? Number.POSITIVE_INFINITY : firstKey(map);
}

/** A slot's verdict can only change when a server's part of it does: those slots are judged, at every event. */
export const logsConsistent = perLeaderServer(
  {
    id: 'LOGS_CONSISTENT',
    alsoKnownAs: ['MP-slotValid'],
    says: 'All logs agree: what one knows to be chosen a majority stands behind, and every log is cleared up to one slot and empty from another on.',
    scope: 'cluster',
  },
  {
    concerns: ({ is, kept }) => is.learner !== kept?.learner || is.acceptor !== kept.acceptor,
    judge({ is, changed, step }) {
      const markers = whyMarkersInvalid(is);
      if (markers) return markers;
      if (changed.length === 0) return null;
      const records = recordsIn(step.after);
      for (const slot of changed) {
        const broken = whySlotInvalid(records, slot);
        if (broken) return broken;
      }
      return null;
    },
    prove: ({ after }, facts, { slot }) => {
      if (typeof slot !== 'number') return {};
      const deeds = recordsIn(after).map((record, i): Deed => {
        const value = record ? commandAt(record, slot) : null;
        const knows = record !== null && slotStatusOf(record, slot) === 'chosen';
        const vote = record ? getAt(record.acceptor.context.accepted, slot) : undefined;
        return knows || !vote
          ? { node: i + 1, did: 'learned', ballot: null, value: knows ? value : null }
          : { node: i + 1, did: 'voted', ...vote };
      });
      return { quorums: choicesOf(facts, slot), deeds };
    },
  },
);

const RANK: Readonly<Record<SlotStatus, number>> = { empty: 0, accepted: 1, chosen: 2, cleared: 3 };

export const statusNeverFalls = perLeaderServer(
  {
    id: 'MP-log-status-monotone',
    says: 'A slot goes from empty to accepted to chosen to cleared, and never back.',
  },
  {
    concerns: ({ changed }) => changed.length > 0,
    judge({ is, kept, changed }) {
      if (!kept) return null;
      for (const slot of changed) {
        const [before, after] = [slotStatusOf(kept, slot), slotStatusOf(is, slot)];
        if (RANK[after] < RANK[before]) return { slot, before, after };
      }
      return null;
    },
  },
);

export const markersAreTrue = perLeaderServer(
  {
    id: 'MP-markers',
    says: 'Every log is cleared up to one slot, empty from another on, and neither in between.',
  },
  {
    concerns: ({ is, kept }) => is.learner !== kept?.learner || is.acceptor !== kept.acceptor,
    judge: ({ is }) => whyMarkersInvalid(is) ?? outOfPlaceIn(is),
  },
);

export const LOGS: readonly Property[] = [logsConsistent, markersAreTrue, statusNeverFalls];
