import { Search } from 'lucide-react';
import { useId, useMemo, useState } from 'react';
import { labOf } from '../../store/bugLab';
import { useSession, useVerbs } from '../shared/useSession';
import { BugCard } from './BugCard';
import './bugLab.css';

const NONE: readonly string[] = [];

/** The bug lab: every rule of this cluster that can be made wrong on purpose, with a switch each. */
export function Bugs() {
  const { catalogue } = useVerbs();
  const cluster = useSession((state) => state.scenario.cluster);
  const broken = useSession(({ moment }) => moment.world.broken) ?? NONE;
  const [text, setText] = useState('');
  const groups = useMemo(() => labOf(cluster, catalogue, text), [cluster, catalogue, text]);
  const count = groups.reduce((sum, { cards }) => sum + cards.length, 0);
  const all = useMemo(
    () => labOf(cluster, catalogue).reduce((sum, { cards }) => sum + cards.length, 0),
    [cluster, catalogue],
  );
  const heading = useId();
  return (
    <div className="safety-scroll lab">
      <p className="lab-intro">
        One wrong rule is enough to break Paxos. Throw a switch, then play on, or let <b>Explore</b>{' '}
        find the run that breaks it. A switch counts from the moment under the cursor on.
      </p>
      <div className="lab-filter">
        <Search size={14} aria-hidden="true" />
        <input
          type="search"
          aria-label="Filter the wrong rules"
          placeholder={`Filter ${all} wrong rules`}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <span className="lab-count" role="status">
          {text.trim() !== '' && `${count} of ${all}`}
        </span>
      </div>
      {count === 0 && (
        <p className="lab-empty">
          {all === 0
            ? 'There is no bug lab for this protocol yet.'
            : 'No wrong rule says that. Try a word of the paper, like “promise”, “majority” or “Done”.'}
        </p>
      )}
      {groups.map(({ role, cards }, i) => (
        <section key={role} aria-labelledby={`${heading}-${i}`}>
          <h3 id={`${heading}-${i}`} className="lab-role">
            {role}
          </h3>
          <ul className="lab-cards">
            {cards.map((card) => (
              <BugCard key={card.id} card={card} wrong={broken.includes(card.id)} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
