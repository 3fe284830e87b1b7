import { ArrowDownToLine, Copy, type LucideIcon, Pause, Play, X } from 'lucide-react';
import type { Micros } from '../../sim/time';
import { MESSAGE_ACTIONS } from '../../store/actions';
import {
  isHeartbeat,
  nameOf,
  nameOfMessage,
  positionOfMessage,
  signOf,
  spaced,
  titleOf,
  toMs,
} from '../../store/words';
import { KindMark } from '../shared/KindMark';
import { useSession, useVerbs } from '../shared/useSession';
import type { WireUnderWay } from './underWay';

interface UnderWayLineProps {
  readonly wire: WireUnderWay;
  readonly now: Micros;
  /** An action was done from this slot of the line. */
  onActed(slot: string): void;
}

const ICONS: Readonly<Record<string, LucideIcon>> = {
  drop: X,
  deliver: ArrowDownToLine,
  hold: Pause,
  release: Play,
  duplicate: Copy,
};

/** Hold and release share a place: one of them is always possible. */
const slotOf = (action: string) => (action === 'release' ? 'hold' : action);

export function UnderWayLine({ wire, now, onActed }: UnderWayLineProps) {
  const session = useVerbs();
  const moment = useSession((state) => state.moment);
  const selected = useSession(
    ({ selection }) => selection?.kind === 'message' && selection.id === wire.id,
  );
  const showsAll = useSession(({ preferences }) => preferences.heartbeats === 'full');
  const name = nameOfMessage(wire);
  const position = moment.protocol === 'basic' ? 'inst.' : 'slot';
  const seq = positionOfMessage(wire.message);
  const thing = { kind: 'message', id: wire.id } as const;
  const wait = Math.max(0, Math.ceil(toMs(wire.at - now)));
  return (
    <li
      className="wire"
      data-wire={wire.id}
      data-routine={(!showsAll && isHeartbeat(wire.message)) || undefined}
      data-selected={selected || undefined}
      onPointerEnter={() => session.hover(thing)}
      onPointerLeave={() => session.hover(null)}
      onFocus={() => session.hover(thing)}
      onBlur={() => session.hover(null)}
    >
      <button
        type="button"
        className="wire-name"
        aria-label={name}
        aria-pressed={selected}
        title={name}
        onClick={() => session.select(thing)}
      >
        <KindMark sign={signOf(wire.message)} />
        <span className="mono">{titleOf(wire.message)}</span>
        <span>
          {nameOf(wire.from)} → {nameOf(wire.to)}
        </span>
        {seq !== null && (
          <span className="wire-seq">
            {position} {seq}
          </span>
        )}
      </button>
      <span className="wire-due">{wire.held ? 'held' : `${spaced(wait)}\u00a0ms`}</span>
      <span className="wire-actions">
        {MESSAGE_ACTIONS.filter(({ id }) => id !== (wire.held ? 'hold' : 'release')).map(
          (action) => {
            const Icon = ICONS[action.id] ?? X;
            return (
              <button
                key={action.id}
                type="button"
                className="button"
                data-slot={slotOf(action.id)}
                disabled={!action.possible(moment, wire.id)}
                aria-label={`${action.label}: ${name}`}
                title={`${action.label}: ${action.hint}`}
                onClick={() => {
                  action.perform(session, wire.id);
                  onActed(slotOf(action.id));
                }}
              >
                <Icon size={14} aria-hidden="true" />
                <span className="wire-word">{action.label}</span>
              </button>
            );
          },
        )}
      </span>
    </li>
  );
}
