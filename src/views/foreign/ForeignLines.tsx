import { useEffect, useRef } from 'react';
import { type ForeignTrace, peerName } from '../../scenarios/foreign/trace';
import type { OpenForeign } from '../../store/foreign';
import { inMs } from '../shared/inMs';
import { Region } from '../shared/Region';
import { AROUND, stepLabel } from './scene';

interface Props {
  readonly foreign: OpenForeign;
  readonly chosen: number;
  onChoose(step: number): void;
}

/** The lines of the file in words; the chosen one in sight. */
export function ForeignLines({ foreign: { trace, judgement }, chosen, onChoose }: Props) {
  const here = useRef<HTMLButtonElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another line is another button
  useEffect(() => {
    const list = here.current?.closest('ol');
    if (list && here.current) centre(list, here.current);
  }, [chosen]);
  const first = Math.max(0, chosen - AROUND);
  const broken = new Map(judgement.violations.map(({ step, property }) => [step, property]));
  return (
    <Region name="Lines">
      <ol className="foreign-lines" start={first + 1}>
        {trace.steps.slice(first, chosen + AROUND + 1).map((step, i) => {
          const index = first + i;
          const property = broken.get(index);
          return (
            <li key={step.line}>
              <button
                ref={index === chosen ? here : null}
                type="button"
                aria-current={index === chosen || undefined}
                data-broken={property !== undefined || undefined}
                onClick={() => onChoose(index)}
              >
                <span className="foreign-line-number">{step.line}</span>
                <span className="foreign-line-time">{inMs(step.at)}</span>
                <span>
                  {inWords(trace, index)}
                  {property && <strong className="foreign-breaks">breaks {property}</strong>}
                </span>
              </button>
            </li>
          );
        })}
      </ol>
    </Region>
  );
}

/** Scrolls the list alone: on a phone the verdict above it stays where it is. */
function centre(list: Element, line: Element): void {
  const [outer, inner] = [list.getBoundingClientRect(), line.getBoundingClientRect()];
  list.scrollTop += inner.top - outer.top - (outer.height - inner.height) / 2;
}

/** "S2: promise 1.S1 to S1, instance 0" */
function inWords(trace: ForeignTrace, index: number): string {
  const step = trace.steps[index];
  if (!step) return '';
  const { peer, from, to } = step;
  const who = peerName(trace, peer);
  if (from === null) return `${who}: ${stepLabel(trace, step)}`;
  const other =
    peer === from
      ? ` → ${to === null ? 'everybody' : peerName(trace, to)}`
      : ` ← ${peerName(trace, from)}`;
  return `${who}${from === to ? ' to itself' : other}: ${stepLabel(trace, step)}`;
}
