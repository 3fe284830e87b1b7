import type { Light } from '../../store/light';
import type { Trace } from '../../store/trace';
import { pathOf } from './geometry/curve';
import type { Ways } from './geometry/ways';

/** A long chain of causes would light everything and explain nothing. */
const MOST = 40;

/** The ways of the messages that a hovered or selected thing is about, and, thinner, of those that led to them. */
export function LitLinks({ ways, light, trace }: { ways: Ways; light: Light; trace: Trace }) {
  const { messages, causes } = light;
  if (messages.size !== 1) return null;
  const lit = [...[...causes].slice(-MOST), ...messages];
  return lit.map((id) => {
    const message = trace.messages[id - 1];
    if (!message) return null;
    const kind = messages.has(id) ? 'lit-way' : 'lit-way lit-cause';
    return (
      <path key={id} className={kind} d={pathOf(ways.between(message.from, message.to).curve)} />
    );
  });
}
