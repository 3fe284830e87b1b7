import { useSession } from '../shared/useSession';
import { legendOf } from './legendOf';

/** The states of a cell and, where the log is executed, the line under it. */
export function Legend() {
  const protocol = useSession(({ moment }) => moment.protocol);
  const clerks = useSession(({ moment }) => moment.world.clerks.length > 0);
  return (
    <ul className="log-legend" aria-label="States of a cell">
      {legendOf(protocol, clerks).map(({ state, word, glyph, title }) => (
        <li key={state} title={title}>
          <i className="log-swatch" data-state={state} aria-hidden="true">
            {glyph}
          </i>
          {word}
        </li>
      ))}
    </ul>
  );
}
