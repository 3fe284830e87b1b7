import type { TracedMessage } from '../../store/trace';
import { useVerbs } from '../shared/useSession';
import { ThingLink } from './ThingLink';

/** The event that sent a message, in its own words. */
export function WhySent({ message }: { message: TracedMessage }) {
  const { narrationAt } = useVerbs();
  const narration = narrationAt(message.sentDepth);
  if (!narration) return null;
  return (
    <p className="said">
      <ThingLink thing={{ kind: 'event', depth: message.sentDepth }}>
        {narration.headline}
      </ThingLink>
    </p>
  );
}
