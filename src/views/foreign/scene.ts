import { ballotText, type ForeignStep, type ForeignTrace } from '../../scenarios/foreign/trace';

/** As many lines on either side of the chosen one as are drawn: a trace may have a hundred thousand. */
export const AROUND = 200;

/** A message between two peers, from the step that sent it to the step that received it; places from 0. */
export interface ForeignArrow {
  /** Null where only the receipt was written down. */
  readonly sent: number | null;
  /** Null where it was never received, or its receipt not written down. */
  readonly received: number | null;
  readonly step: ForeignStep;
}

/** Pairs what was sent with what was received. Equal messages arrive in the order in which they were sent. */
export function arrowsOf({ steps }: ForeignTrace): ForeignArrow[] {
  const arrows: { sent: number | null; received: number | null; step: ForeignStep }[] = [];
  const underWay = new Map<string, number[]>();
  for (const [index, step] of steps.entries()) {
    const { peer, from, to } = step;
    if (from === null || to === null || from === to) continue;
    const key = sameness(step);
    if (peer === from) {
      underWay.set(key, [...(underWay.get(key) ?? []), arrows.length]);
      arrows.push({ sent: index, received: null, step });
      continue;
    }
    const first = underWay.get(key)?.shift();
    const arrow = first === undefined ? undefined : arrows[first];
    if (arrow) arrow.received = index;
    else arrows.push({ sent: null, received: index, step });
  }
  return arrows;
}

/** What both ends of a message write down of it. The value of a vote may be told by one end only. */
function sameness({ kind, from, to, position, ballot, act }: ForeignStep): string {
  return JSON.stringify([kind, act, from, to, position, ballot]);
}

/** "accept 2.S3 banana, instance 1" */
export function stepLabel({ protocol }: ForeignTrace, step: ForeignStep): string {
  const { kind, ballot, value, position, act } = step;
  const said = [
    act === 'reject' && kind !== 'reject' ? `${kind} (no)` : kind,
    ballot && ballotText(ballot),
    value,
  ];
  const where =
    position === null ? '' : `, ${protocol === 'multi' ? 'slot' : 'instance'} ${position}`;
  return said.filter((word) => word !== null).join(' ') + where;
}
