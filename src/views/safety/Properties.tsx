import { useMemo } from 'react';
import { type SometimesView, safetyOf } from '../../store/safety';
import { useSession } from '../shared/useSession';
import { Lamp } from './Lamp';
import { MomentLink } from './MomentLink';
import { PropertyRow } from './PropertyRow';
import { Summary } from './Summary';

/** Every property that the run is judged by, and how it stands; below, what a run should come to now and then. */
export function Properties() {
  const moment = useSession((state) => state.moment);
  const view = useMemo(() => safetyOf(moment), [moment]);
  return (
    <div className="safety-scroll">
      <Summary view={view} />
      {view.groups.map(({ name, properties }) => (
        <section key={name} className="safety-group" aria-label={name}>
          <h3>{name}</h3>
          <ul className="safety-rows">
            {properties.map((property) => (
              <PropertyRow key={property.id} property={property} />
            ))}
          </ul>
        </section>
      ))}
      <section className="safety-group" aria-label={NOT_EMPTY}>
        <h3>{NOT_EMPTY}</h3>
        <p className="safety-hint">
          What should come about now and then: a run in which nothing happens breaks nothing either.
        </p>
        <ul className="safety-rows">
          {view.sometimes.map((sometimes) => (
            <SometimesRow key={sometimes.id} sometimes={sometimes} />
          ))}
        </ul>
      </section>
    </div>
  );
}

const NOT_EMPTY = 'So that this is not an empty run';

function SometimesRow({ sometimes: { says, at } }: { sometimes: SometimesView }) {
  return (
    <li className="safety-row">
      <Lamp state={at === null ? 'untested' : 'holds'} />
      <p className="safety-says">{says}</p>
      <div className="safety-state">
        {at === null ? 'not yet' : <MomentLink at={at}>reached at</MomentLink>}
      </div>
    </li>
  );
}
