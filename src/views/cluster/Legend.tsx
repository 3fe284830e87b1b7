import { legendSigns } from '../../store/legendSigns';
import { MessageMark } from '../shared/MessageMark';
import { useSession } from '../shared/useSession';

/** The marks of the messages and their names. */
export function Legend() {
  const protocol = useSession(({ moment }) => moment.protocol);
  const clerks = useSession(({ moment }) => moment.world.clerks.length > 0);
  const heartbeats = useSession(({ preferences }) => preferences.heartbeats !== 'hidden');
  return (
    <ul className="cluster-legend" aria-label="Message marks">
      {legendSigns(protocol, { clerks, heartbeats }).map(({ sign, word }) => (
        <li key={sign}>
          <svg viewBox="-9 -9 18 18" aria-hidden>
            <MessageMark sign={sign} />
          </svg>
          {word}
        </li>
      ))}
    </ul>
  );
}
