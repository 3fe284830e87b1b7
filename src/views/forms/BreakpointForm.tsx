import { useState } from 'react';
import { readSeq } from '../../store/calls';
import { protocolWords } from '../../store/protocolWords';
import { type Breakpoint, breakpointKinds } from '../../store/runUntil';
import { nameOf } from '../../store/words';
import { useSession, useVerbs } from '../shared/useSession';
import { ActForm } from './ActForm';

/** Sets a breakpoint on a kind of event, a server or client, a position of the log, or all of these. */
export function BreakpointForm() {
  const { addBreakpoint } = useVerbs();
  const moment = useSession((state) => state.moment);
  const [error, setError] = useState<string | null>(null);
  const { Position } = protocolWords(moment.protocol);
  const { nodes, clerks } = moment.world;
  return (
    <ActForm
      title="Breakpoint"
      verb="Set"
      error={error}
      setError={setError}
      submit={(data) => {
        const breakpoint = breakpointIn(data);
        if (typeof breakpoint === 'string') return breakpoint;
        addBreakpoint(breakpoint);
        return null;
      }}
    >
      <p>The run stops at every event that has all of these.</p>
      <label>
        Kind
        <select name="kind" defaultValue="" data-focus>
          <option value="">any</option>
          {breakpointKinds(moment).map((kind) => (
            <option key={kind}>{kind}</option>
          ))}
        </select>
      </label>
      <label>
        Server or client, at either end of a message
        <select name="peer" defaultValue="">
          <option value="">any</option>
          {[...nodes, ...clerks].map(({ address }) => (
            <option key={address} value={address}>
              {nameOf(address)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {Position} (empty: any)
        <input name="position" inputMode="numeric" autoComplete="off" />
      </label>
    </ActForm>
  );
}

/** A text says why it is none. */
function breakpointIn(data: FormData): Breakpoint | string {
  const [kind, peer, typed] = ['kind', 'peer', 'position'].map((name) => `${data.get(name) ?? ''}`);
  const position = typed?.trim() ? readSeq(typed) : undefined;
  if (position === null) return 'The position is a whole number from 0 on.';
  const breakpoint = {
    ...(kind && { kind }),
    ...(peer && { peer: Number(peer) }),
    ...(position !== undefined && { position }),
  };
  return Object.keys(breakpoint).length > 0 ? breakpoint : 'Choose a kind, a server or a position.';
}
