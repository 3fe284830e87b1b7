import type { Light } from '../../store/light';
import type { TracedMessage } from '../../store/trace';
import { isAbout, positionsOf } from '../../store/words';

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
  if (messages.has(id)) return 'lit';
  if (causes.has(id)) return 'cause';
  if (messages.size > 0) return 'dim';
  if (instances.size > 0) return isAboutSome(message, instances) ? 'plain' : 'dim';
  // What a clerk asks and hears belongs to no instance, and is always worth seeing.
  return positionsOf(message) === null || isAbout(message, focus) ? 'plain' : 'quiet';
}

type Message = TracedMessage['message'];

/** Phase 1 of Multi-Paxos is about every slot. */
const isAboutAll = ({ kind }: Message): boolean => kind === 'p1a' || kind === 'p1b';

/** Whether a message is about one of these positions of the log. */
export const isAboutSome = (message: Message, positions: Iterable<number>): boolean =>
  isAboutAll(message) || [...positions].some((position) => isAbout(message, position));

const asks = ({ messages, instances }: Light): boolean => messages.size > 0 || instances.size > 0;

/** True when a thing that is asked about pushes everything else back. */
export const isDimmed = ({ hover, selection }: Lighting): boolean => asks(hover) || asks(selection);
