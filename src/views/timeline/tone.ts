import type { Light } from '../../store/light';
import type { TracedMessage } from '../../store/trace';
import { instanceOfMessage } from '../../store/words';

/** How strongly a message is drawn: `lit` is what is asked about, `cause` what led to it. */
export type Tone = 'lit' | 'cause' | 'plain' | 'quiet' | 'dim';

/** What messages are drawn by. */
export interface Lighting {
  readonly hover: Light;
  readonly selection: Light;
  /** The instance in focus. */
  readonly focus: number;
}

/** A hovered thing is asked about before the selected one; without either, the instance in focus stands out. */
export function toneOf(
  { id, message }: TracedMessage,
  { hover, selection, focus }: Lighting,
): Tone {
  const light = asks(hover) ? hover : selection;
  const { messages, causes, instances } = light;
  const seq = instanceOfMessage(message);
  if (messages.has(id)) return 'lit';
  if (causes.has(id)) return 'cause';
  if (messages.size > 0) return 'dim';
  if (instances.size > 0) return seq !== null && instances.has(seq) ? 'plain' : 'dim';
  // What a clerk asks and hears belongs to no instance, and is always worth seeing.
  return seq === null || seq === focus ? 'plain' : 'quiet';
}

const asks = ({ messages, instances }: Light): boolean => messages.size > 0 || instances.size > 0;

/** True when a thing that is asked about pushes everything else back. */
export const isDimmed = ({ hover, selection }: Lighting): boolean => asks(hover) || asks(selection);
