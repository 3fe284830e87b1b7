import { memo } from 'react';
import type { CallFact } from '../../check/calls';
import { answerOf, wordsOf } from '../../store/keyValue';
import { useSession, useVerbs } from '../shared/useSession';
import { laneY } from './lanes';
import { xOf } from './timeScale';
import type { Layer } from './useTimeline';

/** Each call of a clerk as a span on its lane, from invocation to return, with a tick for every try. */
export const Calls = memo(function Calls({ lanes, frame }: Layer) {
  const calls = useSession((state) => state.moment.facts.calls);
  const now = useSession((state) => state.moment.world.now);
  const selected = useSession(({ selection }) => (selection?.kind === 'call' ? selection : null));
  const seen = calls.filter(
    ({ calledAt, returnedAt }) => calledAt <= frame.to && (returnedAt ?? now) >= frame.from,
  );
  return (
    <g className="tl-calls">
      {seen.map((call) => (
        <CallSpan
          key={`${call.clerk}.${call.id}`}
          call={call}
          from={xOf(frame.scale, Math.max(call.calledAt, frame.from))}
          to={xOf(frame.scale, Math.min(call.returnedAt ?? Math.max(now, call.calledAt), frame.to))}
          y={laneY(lanes, call.clerk)}
          ticks={call.tries.map(({ at }) => xOf(frame.scale, at))}
          isSelected={selected?.clerk === call.clerk && selected.id === call.id}
        />
      ))}
    </g>
  );
});

interface CallSpanProps {
  readonly call: CallFact;
  readonly from: number;
  readonly to: number;
  readonly y: number;
  readonly ticks: readonly number[];
  readonly isSelected: boolean;
}

const HALF = 5;
/** Words need room; a character takes about so much. */
const CHARACTER = 7.2;

function CallSpan({ call, from, to, y, ticks, isSelected }: CallSpanProps) {
  const { select } = useVerbs();
  const words = wordsOf(call);
  const { clerk, id, returnedAt } = call;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a call is selected by the keyboard in the Key/value region
    <g
      className="tl-call"
      data-open={returnedAt === null || undefined}
      data-selected={isSelected || undefined}
      onClick={(event) => {
        event.stopPropagation();
        select({ kind: 'call', clerk, id });
      }}
    >
      <title>{answerOf(call)}</title>
      <rect x={from} y={y - HALF} width={Math.max(2, to - from)} height={2 * HALF} rx={3} />
      {ticks.map((x) => (
        <line key={x} x1={x} x2={x} y1={y - HALF - 3} y2={y + HALF + 3} />
      ))}
      {to - from > words.length * CHARACTER && (
        <g className="tl-upright" transform={`translate(${from + 4} ${y - HALF - 4})`}>
          <text>{words}</text>
        </g>
      )}
    </g>
  );
}
