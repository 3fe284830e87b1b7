import { AlarmClock, CheckCheck, type LucideIcon, Play, Send } from 'lucide-react';
import { memo } from 'react';
import type { Address } from '../../base/address';
import type { Moment } from '../../scenarios/run';
import { type Action, SERVER_ACTIONS } from '../../store/actions';
import { nameOf } from '../../store/words';
import { useSession, useVerbs } from '../shared/useSession';

interface Face {
  readonly id: string;
  readonly icon: LucideIcon;
  readonly word: string;
}

const LIBRARY: readonly Face[] = [
  { id: 'start', icon: Play, word: 'Start…' },
  { id: 'done', icon: CheckCheck, word: 'Done…' },
];

const LEADER: readonly Face[] = [
  { id: 'propose', icon: Send, word: 'Propose…' },
  { id: 'heartbeatCheck', icon: AlarmClock, word: 'Check' },
];

interface CardToolsProps {
  readonly server: Address;
  readonly protocol: Moment['protocol'];
}

/** The calls of one server that are wanted most, for pointer, keyboard and touch alike. */
export const CardTools = memo(function CardTools({ server, protocol }: CardToolsProps) {
  return (
    <span className="card-tools" data-protocol={protocol}>
      {(protocol === 'basic' ? LIBRARY : LEADER).map((face) => {
        const action = SERVER_ACTIONS.find(({ id }) => id === face.id);
        return action && <Tool key={face.id} face={face} action={action} server={server} />;
      })}
    </span>
  );
});

interface ToolProps {
  readonly face: Face;
  readonly action: Action<Address>;
  readonly server: Address;
}

function Tool({ face, action, server }: ToolProps) {
  const session = useVerbs();
  const possible = useSession(({ moment }) => action.possible(moment, server));
  return (
    <button
      type="button"
      disabled={!possible}
      aria-label={`${action.label} at ${nameOf(server)}`}
      title={action.hint}
      onClick={() => action.perform(session, server)}
    >
      <face.icon aria-hidden /> <span>{face.word}</span>
    </button>
  );
}
