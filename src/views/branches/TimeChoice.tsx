import type { Micros } from '../../sim/time';
import { inMs } from '../shared/inMs';

/** When two branches part, and when they end. */
export interface Times {
  readonly fork: Micros;
  /** Of the one that goes on longer. */
  readonly end: Micros;
  readonly ends: readonly Micros[];
}

interface TimeChoiceProps {
  readonly time: Micros;
  readonly times: Times;
  onTime(time: Micros): void;
}

const STEPS = 500;

/** The virtual time at which both branches are read, from where they part to where both have ended. */
export function TimeChoice({ time, times: { fork, end }, onTime }: TimeChoiceProps) {
  const span = Math.max(1, end - fork);
  const step = Math.round(((time - fork) / span) * STEPS);
  const said = time === end ? `at their ends, ${inMs(end)}` : `at t = ${inMs(time)}`;
  return (
    <div className="apart-time">
      <span>fork, {inMs(fork)}</span>
      <input
        type="range"
        data-focus
        aria-label="Time at which the branches are compared"
        aria-valuetext={said}
        min={0}
        max={STEPS}
        value={step}
        onChange={(event) => {
          const next = Number(event.target.value);
          onTime(next === STEPS ? end : fork + Math.round((next / STEPS) * span));
        }}
      />
      <output>{said}</output>
    </div>
  );
}
