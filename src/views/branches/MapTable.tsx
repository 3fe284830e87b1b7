import type { MapPair } from '../../store/branchComparison';
import { nameOf } from '../../store/words';
import { Differs } from './Differs';

/** The maps of the replicas on one branch; keys that differ are marked. Nothing without a service. */
export function MapTable({ which, maps }: { which: 'a' | 'b'; maps: readonly MapPair[] }) {
  if (maps.length === 0) return null;
  return (
    <dl className="apart-maps">
      {maps.map(({ server, entries }) => (
        <div key={server}>
          <dt>map of {nameOf(server)}</dt>
          <dd>
            {entries.length === 0 && 'empty'}
            {entries.map(({ key, differs, ...values }) => (
              <span key={key} className="apart-entry" data-differs={differs || undefined}>
                {differs && <Differs />}
                {key} = {values[which] === null ? 'nothing' : `"${values[which]}"`}
              </span>
            ))}
          </dd>
        </div>
      ))}
    </dl>
  );
}
