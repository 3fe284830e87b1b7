import { Bug, X } from 'lucide-react';
import { turn, turnAllRight } from '../../store/bugLab';
import { askForTab } from '../../store/safetyPlace';
import { titlesOf } from '../../store/wrongRules';
import { useSession, useVerbs } from '../shared/useSession';
import './wrongNow.css';

const NONE: readonly string[] = [];

/**
 * Says which rules are wrong on purpose at this moment, as long as any is anywhere on the branch: its place is kept, so
 * that nothing jumps when one steps over the moment at which a switch is thrown.
 */
export function WrongNow() {
  const session = useVerbs();
  const onLab = () => askForTab(session.safety, 'bugs');
  const broken = useSession(({ moment }) => moment.world.broken) ?? NONE;
  const anywhere = useSession(({ trace }) => trace.rules.length > 0);
  const protocol = useSession(({ moment }) => moment.protocol);
  if (!anywhere && broken.length === 0) return null;
  if (broken.length === 0)
    return (
      <div className="wrong-now" data-right>
        <button type="button" className="wrong-now-lab" title="To the bug lab" onClick={onLab}>
          <Bug size={16} aria-hidden="true" /> Every rule is right at this moment
        </button>
      </div>
    );
  const titles = titlesOf(protocol, broken);
  return (
    <div className="wrong-now">
      <button type="button" className="wrong-now-lab" title="To the bug lab" onClick={onLab}>
        <Bug size={16} aria-hidden="true" /> Wrong on purpose:
      </button>
      <ul className="wrong-now-rules" aria-label="Rules that are wrong on purpose">
        {broken.map((id, i) => (
          <li key={id}>
            <span title={titles[i]}>{titles[i]}</span>
            <button
              type="button"
              aria-label={`Set right: ${titles[i]}`}
              title="Set it right from here on"
              onClick={() => turn(session, id, false)}
            >
              <X size={16} aria-hidden="true" />
            </button>
          </li>
        ))}
      </ul>
      {broken.length > 1 && (
        <button
          type="button"
          className="wrong-now-all"
          title="Every rule is right from here on"
          onClick={() => turnAllRight(session)}
        >
          Set all right
        </button>
      )}
    </div>
  );
}
