import { titleOf } from '../../store/words';
import { useSession } from '../shared/useSession';
import type { Size } from '../shared/useSize';
import type { Flight } from './arrow';
import { taleOf, wayOf } from './tale';
import type { TipHands, TipPlace } from './useTip';

interface TipProps {
  readonly place: TipPlace;
  readonly flight: Flight;
  readonly size: Size;
  readonly hands: TipHands;
}

const AWAY = 14;
/** To the left lie the causes: the tip stands at the right while there is so much room. */
const ROOM = 210;

/** What a message says and how it fared, beside it; the pointer may go onto it. */
export function Tip({ place: { x, y }, flight, size, hands }: TipProps) {
  const { message, fate } = flight;
  const focus = useSession((state) => state.focus);
  const across = x > size.width - ROOM ? { right: size.width - x + AWAY } : { left: x + AWAY };
  const down = y > size.height / 2 ? { bottom: size.height - y + AWAY } : { top: y + AWAY };
  return (
    <div
      className="tl-tip"
      style={{ ...across, ...down }}
      onPointerEnter={hands.keep}
      onPointerLeave={hands.leave}
    >
      <p className="tl-tip-title mono">{titleOf(message.message)}</p>
      <p>{wayOf(message)}</p>
      <dl>
        {taleOf(flight, focus).map(([name, text]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      {fate === 'underWay' && (
        <p className="tl-tip-help">Click drops it. Shift+click selects it.</p>
      )}
    </div>
  );
}
