import { BookOpen, ChevronDown, ShieldX, Snail } from 'lucide-react';
import { Switch } from 'radix-ui';
import { memo, useId, useState } from 'react';
import { type LabCard, turn } from '../../store/bugLab';
import { useVerbs } from '../shared/useSession';

/** One wrong rule: its switch, what is wrong, and, when it is asked for or thrown, what breaks and how to see it. */
export const BugCard = memo(function BugCard({ card, wrong }: { card: LabCard; wrong: boolean }) {
  const session = useVerbs();
  const id = useId();
  const [asked, setAsked] = useState(false);
  const open = asked || wrong;
  return (
    <li className="lab-card" data-wrong={wrong || undefined}>
      <div className="lab-head">
        <Switch.Root
          id={`${id}-switch`}
          className="switch"
          checked={wrong}
          onCheckedChange={(on) => turn(session, card.id, on)}
          aria-describedby={`${id}-wrong`}
        >
          <Switch.Thumb className="switch-thumb" />
        </Switch.Root>
        <label htmlFor={`${id}-switch`} className="lab-title">
          {card.title}
        </label>
        <span className="lab-number" title={`Its name in a scenario file: ${card.id}`}>
          {card.number}
        </span>
        <button
          type="button"
          className="lab-more"
          aria-expanded={open}
          aria-controls={`${id}-more`}
          aria-label={`More about “${card.title}”`}
          disabled={wrong}
          onClick={() => setAsked(!asked)}
        >
          <ChevronDown size={16} aria-hidden="true" />
        </button>
      </div>
      <p id={`${id}-wrong`} className="lab-wrong">
        {card.wrong}
      </p>
      <div id={`${id}-more`} className="lab-details" hidden={!open}>
        <Breaks card={card} />
        <p>
          <b>To see it:</b> {card.hint}
        </p>
        {card.story && (
          <button
            type="button"
            className="button"
            onClick={() => void session.openById(card.story ?? '')}
          >
            <BookOpen size={14} aria-hidden="true" /> Play the story
          </button>
        )}
      </div>
    </li>
  );
});

function Breaks({ card: { breaks, breaksSays } }: { card: LabCard }) {
  if (breaks === null)
    return (
      <p className="lab-breaks">
        <Snail size={14} aria-hidden="true" />
        <span>Breaks no safety property: the cluster gets slow or stuck.</span>
      </p>
    );
  return (
    <p className="lab-breaks" data-unsafe>
      <ShieldX size={14} aria-hidden="true" />
      <span>
        <b>Breaks:</b> {breaksSays} <small>({breaks})</small>
      </span>
    </p>
  );
}
