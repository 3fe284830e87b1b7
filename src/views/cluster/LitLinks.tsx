import type { Light } from '../../store/light';
import type { Trace } from '../../store/trace';
import { curveBetween, pathOf } from './geometry/curve';
import type { Layout } from './geometry/layout';

/** A long chain of causes would light everything and explain nothing. */
const MOST = 40;

/** The ways of the messages that a hovered or selected thing is about, and, thinner, of those that led to them. */
export function LitLinks({ layout, light, trace }: { layout: Layout; light: Light; trace: Trace }) {
  const { messages, causes } = light;
  if (messages.size !== 1) return null;
  const ways = [...[...causes].slice(-MOST), ...messages];
  return ways.map((id) => {
    const message = trace.messages[id - 1];
    if (!message) return null;
    const kind = messages.has(id) ? 'lit-way' : 'lit-way lit-cause';
    return (
      <path key={id} className={kind} d={pathOf(curveBetween(layout, message.from, message.to))} />
    );
  });
}
