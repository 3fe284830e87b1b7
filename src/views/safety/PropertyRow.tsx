import { ChevronDown } from 'lucide-react';
import { useEffect, useId, useRef } from 'react';
import { useStore } from 'zustand';
import type { PropertyView } from '../../store/safety';
import { useVerbs } from '../shared/useSession';
import { Lamp } from './Lamp';
import { MomentLink } from './MomentLink';
import { Proof } from './Proof';

/** One property and how it stands; a broken one opens to its proof. */
export function PropertyRow({ property }: { property: PropertyView }) {
  const { id, says, state, at } = property;
  const isBroken = state === 'broken';
  return (
    <li className="safety-row" data-state={state} data-property={id}>
      <Lamp state={state} />
      <p className="safety-says">
        {says} <span className="safety-id mono">{id}</span>
      </p>
      {isBroken ? (
        <Broken property={property} />
      ) : (
        <div className="safety-state">
          {at === null ? (
            'not put to the test yet'
          ) : (
            <>
              holds · <MomentLink at={at}>last at</MomentLink>
            </>
          )}
        </div>
      )}
    </li>
  );
}

function Broken({ property: { id, at } }: { property: PropertyView }) {
  const { safety, select, hover } = useVerbs();
  const isOpen = useStore(safety, ({ open }) => open === id);
  const asked = useStore(safety, ({ asked }) => asked);
  const button = useRef<HTMLButtonElement>(null);
  const proof = useId();
  const thing = { kind: 'property', id } as const;

  useEffect(() => {
    if (!isOpen || !asked) return;
    select({ kind: 'property', id });
    button.current?.closest('li')?.scrollIntoView({ block: 'start' });
    button.current?.focus({ preventScroll: true });
  }, [isOpen, asked, id, select]);

  function toggle() {
    safety.setState({ open: isOpen ? null : id });
    select(isOpen ? null : thing);
  }

  return (
    <>
      <div className="safety-state">
        {at !== null && (
          <>
            <b>broken</b> <MomentLink at={at}>at</MomentLink>
          </>
        )}
        <button
          ref={button}
          type="button"
          className="button safety-toggle"
          aria-expanded={isOpen}
          aria-controls={proof}
          onClick={toggle}
          onPointerEnter={() => hover(thing)}
          onPointerLeave={() => hover(null)}
        >
          Proof
          <ChevronDown size={14} aria-hidden="true" />
        </button>
      </div>
      <div id={proof} className="safety-proof" hidden={!isOpen}>
        {isOpen && <Proof property={id} />}
      </div>
    </>
  );
}
