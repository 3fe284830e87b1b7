import { memo, useMemo } from 'react';
import { type ChosenMoment, choicesOf } from '../../store/choices';
import { protocolWords } from '../../store/protocolWords';
import { shortValue } from '../../store/words';
import { useSession, useVerbs } from '../shared/useSession';
import { xOf } from './timeScale';
import type { Layer } from './useTimeline';

/** A star needs this much room, a letter that. */
const STAR = 12;
const LETTER = 7.4;

/** Above the servers: what no server sees, the moments at which values became chosen. */
export const Choices = memo(function Choices({ lanes, frame }: Layer) {
  const facts = useSession((state) => state.moment.facts);
  const choices = useMemo(() => choicesOf(facts), [facts]);
  const y = lanes.observer;
  if (y === null) return null;
  const seen = choices.filter(({ at }) => at >= frame.from && at <= frame.to);
  const xs = seen.map(({ at }) => xOf(frame.scale, at));
  return (
    <g className="tl-choices" transform={`translate(0 ${y})`}>
      <line
        className="tl-choices-line"
        x1={xOf(frame.scale, Math.max(0, frame.from))}
        x2={xOf(frame.scale, frame.to)}
      />
      {seen.map((choice, i) => {
        const x = xs[i] ?? 0;
        const room = (xs[i + 1] ?? Number.POSITIVE_INFINITY) - x;
        return (
          <Choice
            key={`${choice.seq}/${choice.value}`}
            choice={choice}
            x={x}
            text={textOf(choice, room / lanes.type)}
          />
        );
      })}
    </g>
  );
});

function textOf({ seq, value }: ChosenMoment, room: number): string {
  const texts = [`${seq}: ${shortValue(value)}`, String(seq)];
  return texts.find((text) => room >= STAR + text.length * LETTER + 6) ?? '';
}

function Choice({ choice, x, text }: { choice: ChosenMoment; x: number; text: string }) {
  const { select } = useVerbs();
  const position = useSession(({ moment }) => protocolWords(moment.protocol).position);
  const { seq, value, broken } = choice;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a position is selected by the keyboard in the log
    <g
      className="tl-choice"
      data-broken={broken || undefined}
      transform={`translate(${x})`}
      onClick={() => select({ kind: 'instance', seq })}
    >
      <g className="tl-upright">
        <title>{`${shortValue(value)} became chosen in ${position} ${seq}`}</title>
        <path d="M0 -7l1.9 4.6l5 .4l-3.8 3.2l1.2 4.8l-4.3 -2.6l-4.3 2.6l1.2 -4.8l-3.8 -3.2l5 -.4z" />
        <text x={STAR - 2} dy="0.35em">
          {text}
        </text>
      </g>
    </g>
  );
}
