import { useLayoutEffect, useRef } from 'react';
import type { Micros } from '../../sim/time';
import { formatBallot } from '../../store/words';
import { MessageMark } from '../shared/MessageMark';
import { useClock, useSession, useVerbs } from '../shared/useSession';
import { BallotText } from './BallotText';
import { CrossMark } from './CrossMark';
import { at, curveBetween, pointAt } from './geometry/curve';
import type { Layout } from './geometry/layout';
import { lossesBefore, pictureOf } from './losses';

/** Messages that will not arrive: each goes some of its way, becomes a ✕ and fades. */
export function Losses({ layout, markSize }: { layout: Layout; markSize: number }) {
  const session = useVerbs();
  const { clock } = session;
  const world = useSession((state) => state.moment.world);
  const depth = useSession((state) => state.depth);
  const focus = useSession((state) => state.focus);
  const elements = useRef(new Map<number, SVGGElement>());
  const losses = lossesBefore(depth, world, session);
  const curves = losses.map(({ wire }) => curveBetween(layout, wire.from, wire.to));

  const draw = (now: Micros) => {
    losses.forEach((lost, i) => {
      const element = elements.current.get(lost.wire.id);
      const curve = curves[i];
      if (!element || !curve) return;
      const picture = pictureOf(lost, now);
      element.style.visibility = picture ? 'visible' : 'hidden';
      if (!picture) return;
      element.setAttribute('transform', `translate(${at(pointAt(curve, picture.place))})`);
      element.dataset.lost = String(picture.cross > 0);
      element.style.setProperty('--strength', picture.cross > 0 ? picture.cross.toFixed(2) : '1');
    });
  };
  useLayoutEffect(() => draw(clock.now()));
  useClock(draw);

  return losses.map(({ wire }, i) => (
    <g
      key={wire.id}
      className={`loss ${wire.message.seq === focus ? '' : 'is-faint'}`}
      aria-hidden
      ref={(element) => {
        if (element) elements.current.set(wire.id, element);
        else elements.current.delete(wire.id);
      }}
    >
      <g className="message-mark">
        <MessageMark kind={wire.message.kind} size={markSize} />
      </g>
      <CrossMark size={markSize} />
      <BallotText
        text={formatBallot(wire.message.ballot)}
        side={curves[i]?.side ?? { x: 1, y: 0 }}
        size={markSize}
      />
    </g>
  ));
}
