import { memo } from 'react';
import { sentenceOf, type Violation } from '../../store/safety';
import { askForProof } from '../../store/safetyPlace';
import { useSession, useVerbs } from '../shared/useSession';
import { xOf } from './timeScale';
import type { Layer } from './useTimeline';

/** The moments at which properties broke: a line through all lanes with a warning sign at its head. */
export const Violations = memo(function Violations({ lanes, frame }: Layer) {
  const session = useVerbs();
  const violations = useSession((state) => state.moment.violations);
  const seen = violations.filter(({ event: { at } }) => at >= frame.from && at <= frame.to);
  return (
    <g className="tl-violations">
      {[...new Set(seen.map(({ step }) => step))].map((step) => (
        <Break
          key={step}
          x={xOf(frame.scale, session.eventAt(step)?.at ?? 0)}
          broken={seen.filter((one) => one.step === step)}
          bottom={lanes.bottom}
          type={lanes.type}
        />
      ))}
    </g>
  );
});

interface BreakProps {
  readonly x: number;
  /** What broke at this moment, at least one. */
  readonly broken: readonly Violation[];
  readonly bottom: number;
  readonly type: number;
}

/** It hangs at the left of its line: at the right stand the words of what became chosen. */
function Break({ x, broken, bottom, type }: BreakProps) {
  const { safety } = useVerbs();
  const [first] = broken;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a broken property is opened by the keyboard in the Safety region
    <g
      className="tl-violation"
      transform={`translate(${x})`}
      onClick={(event) => {
        event.stopPropagation();
        if (first) askForProof(safety, first.property);
      }}
    >
      <title>
        {broken.map(({ property }) => `Broken: ${sentenceOf(property)} (${property})`).join('\n')}
      </title>
      <line y1={0} y2={bottom} />
      <g className="tl-upright">
        <g transform={`translate(${-15 * type} ${10 * type}) scale(${type * 1.15})`}>
          <path className="tl-violation-outline" d="M0 -8l8.6 15.2h-17.2z" />
          <path className="tl-violation-ground" d="M0 -4.4l5.2 9.2h-10.4z" />
          <path className="tl-violation-glyph" d="M0 -1.6v3M0 3.2v0.5" />
        </g>
      </g>
    </g>
  );
}
