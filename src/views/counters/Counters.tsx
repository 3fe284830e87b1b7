import { Scale } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { messagesPerCommand } from '../../store/counters';
import { spaced } from '../../store/words';
import { useSession, useVerbs } from '../shared/useSession';
import { CompareDialog } from './CompareDialog';
import { Figure } from './Figure';
import { lasting, NONE, oneDecimal } from './figures';
import { Kinds } from './Kinds';
import { useCounters } from './useCounters';
import './counters.css';

/** What the run has cost so far: always there, always in the same place. `children`: more buttons at the end of the line. */
export function Counters({ children }: { children?: ReactNode }) {
  const { pause } = useVerbs();
  const counters = useCounters();
  const hasLeaders = useSession(({ moment }) => moment.protocol !== 'basic');
  const [comparing, setComparing] = useState(false);
  const { messages, phaseOneRuns, takeovers } = counters;
  const perCommand = messagesPerCommand(counters);
  const takeover = takeovers.at(-1) ?? null;
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a group of numbers, and no form */}
      <div className="counters" role="group" aria-label="Counters">
        <Kinds counters={counters}>
          <Figure
            before="messages"
            number={spaced(messages)}
            room="medium"
            says={`messages between servers: ${messages}`}
          />
        </Kinds>
        <Figure
          number={oneDecimal(perCommand)}
          after="a command"
          room="medium"
          says={`messages per decided command: ${oneDecimal(perCommand)}`}
          hint="Those messages, divided by the commands that some server knows to be chosen"
        />
        <Figure
          before="phase 1 runs"
          number={spaced(phaseOneRuns)}
          room="medium"
          says={`times that a server began phase 1: ${phaseOneRuns}`}
          hint="How often a server began phase 1"
        />
        {hasLeaders && (
          <Figure
            before="takeover"
            number={lasting(takeover)}
            room="large"
            says={`the last takeover lasted: ${takeover === null ? 'none so far' : lasting(takeover)}`}
            hint={`The last change of leaders: from when the old leader crashed or last reached a majority, until the next one leads. ${takeovers.length || NONE} so far`}
          />
        )}
        {children}
        <button
          type="button"
          className="button counters-compare"
          title="The same calls, faults and seed, agreed on in other ways"
          onClick={() => {
            pause();
            setComparing(true);
          }}
        >
          <Scale size={14} aria-hidden="true" />
          <span className="counters-word">Compare…</span>
        </button>
      </div>
      {comparing && <CompareDialog onClose={() => setComparing(false)} />}
    </>
  );
}
