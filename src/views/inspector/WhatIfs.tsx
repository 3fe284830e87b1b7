import { useMemo } from 'react';
import type { Thing } from '../../store/things';
import { whatIfsOf } from '../../store/whatIf';
import { useSession, useVerbs } from '../shared/useSession';
import { ActionButtons } from './ActionButtons';

/** What could have been done otherwise in the past; nothing where there was no other way. */
export function WhatIfs({ thing }: { thing: Extract<Thing, { kind: 'message' | 'event' }> }) {
  const session = useVerbs();
  const target = thing.kind === 'message' ? thing.id : thing.depth;
  const { kind } = thing;
  const known = useSession(({ branches, trace, depth }) => {
    // Looking at the past again is not free: only when it is another past, or more of it.
    const end = kind === 'message' ? (trace.messages[target - 1]?.endDepth ?? null) : target;
    const shown = branches.find((one) => one.shown)?.id;
    return `${shown} ${end} ${end !== null && end <= depth}`;
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  const rows = useMemo(() => whatIfsOf(session, kind, target), [session, kind, target, known]);
  if (rows.length === 0) return null;
  return (
    <>
      <h4>What if</h4>
      <ActionButtons actions={rows} target={target} />
    </>
  );
}
