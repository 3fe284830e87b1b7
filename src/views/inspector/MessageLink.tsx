import type { TracedMessage } from '../../store/trace';
import { nameOf, nameOfMessage, titleOf } from '../../store/words';
import { KindMark } from '../shared/KindMark';
import { ThingLink } from './ThingLink';

/** A message in a list: its mark, its title, its way. */
export function MessageLink({ message }: { message: TracedMessage }) {
  return (
    <ThingLink thing={{ kind: 'message', id: message.id }}>
      <KindMark kind={message.message.kind} />
      <span className="visually-hidden">{nameOfMessage(message)}</span>
      <span aria-hidden="true">
        <span className="mono">{titleOf(message.message)}</span> {nameOf(message.from)} →{' '}
        {nameOf(message.to)}
      </span>
    </ThingLink>
  );
}
