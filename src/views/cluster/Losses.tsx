import { isHeartbeat, positionOfMessage, signOf } from '../../store/words';
import { MessageMark } from '../shared/MessageMark';
import { messageLabel } from '../shared/messageLabel';
import { useSession, useVerbs } from '../shared/useSession';
import { BallotText } from './BallotText';
import { CrossMark } from './CrossMark';
import { at, pointAt } from './geometry/curve';
import type { Ways } from './geometry/ways';
import { type LossPicture, lossesBefore, pictureOf } from './losses';
import { useBerths } from './useBerths';
import { useMoving } from './useMoving';

/** Messages that will not arrive: each goes some of its way, becomes a ✕ and fades. */
export function Losses({ ways }: { ways: Ways }) {
  const session = useVerbs();
  const world = useSession((state) => state.moment.world);
  const depth = useSession((state) => state.depth);
  const focus = useSession((state) => state.focus);
  const protocol = useSession(({ moment }) => moment.protocol);
  const heartbeats = useSession(({ preferences }) => preferences.heartbeats);
  const berth = useBerths();
  const losses = lossesBefore(depth, world, session)
    .filter(({ wire }) => heartbeats === 'full' || !isHeartbeat(wire.message))
    .map((lost) => ({
      lost,
      id: lost.wire.id,
      way: ways.between(lost.wire.from, lost.wire.to),
      berth: berth(lost.wire),
    }));

  const moving = useMoving((now, element) => {
    for (const { lost, id, way, berth } of losses) {
      const picture = pictureOf(lost, now);
      const place = picture && `translate(${at(pointAt(way.curve, picture.place + berth.shift))})`;
      show(element(`${id}`), picture, place);
    }
  });

  return losses.map(({ lost: { wire }, id, way, berth }) => (
    <g
      key={id}
      ref={moving.register(`${id}`)}
      className={(positionOfMessage(wire.message) ?? focus) === focus ? 'loss' : 'loss is-faint'}
      aria-hidden
    >
      <BallotText
        text={messageLabel(wire.message, protocol)}
        place={berth.flipped ? way.flippedLabel : way.label}
        faint={false}
      />
      <g className="message-mark">
        <MessageMark sign={signOf(wire.message)} size={ways.markSize} />
      </g>
      <CrossMark size={ways.markSize} />
    </g>
  ));
}

function show(
  element: SVGGElement | undefined,
  picture: LossPicture | null,
  place: string | null,
): void {
  if (!element) return;
  element.style.visibility = picture ? 'visible' : 'hidden';
  if (!picture || !place) return;
  element.setAttribute('transform', place);
  element.dataset.lost = String(picture.cross > 0);
  element.style.setProperty('--strength', picture.cross > 0 ? picture.cross.toFixed(2) : '1');
}
