import type { TracedMessage } from '../../store/trace';
import { nameOf, nameOfMessage, signOf, slotWords, titleOf } from '../../store/words';
import { KindMark } from '../shared/KindMark';
import { ThingLink } from './ThingLink';

/** A message in a list: its mark, its title, its slot, its way. */
export function MessageLink({ message }: { message: TracedMessage }) {
  const slots = slotWords(message.message);
  return (
    <ThingLink thing={{ kind: 'message', id: message.id }}>
      <KindMark sign={signOf(message.message)} />
      <span className="visually-hidden">{nameOfMessage(message)}</span>
      <span aria-hidden="true">
        <span className="mono">{titleOf(message.message)}</span> {nameOf(message.from)} →{' '}
        {nameOf(message.to)}
        {slots && `, ${slots}`}
      </span>
    </ThingLink>
  );
}
