import { isRoutine } from '../../store/heartbeats';
import { useSession, useVerbs } from '../shared/useSession';
import { foldedLines, type Lines, matchLines, plainLines } from './lines';

/** The lines of the list: the matches of a search alone, if so wished, else all; heartbeats that change nothing are folded, unless they are to be shown in full. */
export function useLines(open: number | null): Lines {
  const { eventAt, recordAt } = useVerbs();
  const depth = useSession((state) => state.depth);
  const branch = useSession(({ trace }) => trace.messages);
  const isLibrary = useSession(({ moment }) => moment.protocol === 'basic');
  const heartbeats = useSession(({ preferences }) => preferences.heartbeats);
  const { finds, only } = useSession((state) => state.search);
  if (only && finds) return matchLines(finds.depths, depth);
  if (isLibrary || heartbeats === 'full') return plainLines(depth);
  const least = heartbeats === 'hidden' ? 1 : 2;
  return foldedLines(branch, depth, open, least, (at) => {
    const [event, record] = [eventAt(at), recordAt(at)];
    return event !== undefined && record !== undefined && isRoutine(event, record);
  });
}
