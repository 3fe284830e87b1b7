import { ChevronRight } from 'lucide-react';
import { type ReactNode, useEffect, useId, useState } from 'react';
import { useStore } from 'zustand';
import { type BoundField, boundsInShort, EFFORT, happeningsOf } from '../../store/exploreChoices';
import { useSession, useVerbs } from '../shared/useSession';
import { Refusal } from './Refusal';

/** What may happen, how far the search goes, and where it does not go on. */
export function BoundFields() {
  const { exploring } = useVerbs();
  const id = useId();
  const bounds = useStore(exploring.store, (state) => state.choices.bounds);
  const prune = useStore(exploring.store, (state) => state.choices.prune);
  const refused = useStore(exploring.store, (state) => state.refused?.field ?? null);
  const cluster = useSession((state) => state.scenario.cluster);
  const happenings = happeningsOf(cluster);
  const has = (fields: readonly BoundField[]) => fields.some(({ key }) => key === refused);
  return (
    <>
      <Part
        title="What may happen"
        short={boundsInShort(happenings, bounds)}
        refused={has(happenings)}
      >
        <Fields fields={happenings} />
      </Part>
      <Part title="How far to look" short={boundsInShort(EFFORT, bounds)} refused={has(EFFORT)}>
        <Fields fields={EFFORT} />
      </Part>
      <Part
        title="Do not go on from"
        short={prune.trim() === '' ? 'go on from everywhere' : 'where a condition holds'}
        refused={refused === 'prune'}
      >
        <label className="explore-prune">
          States in which this holds, as in a scenario file
          <textarea
            className="mono"
            rows={2}
            spellCheck={false}
            placeholder='{ "leader": "S1" }'
            aria-describedby={`${id}-prune`}
            value={prune}
            onChange={(event) => exploring.choose({ prune: event.target.value })}
          />
        </label>
        <Refusal field="prune" id={`${id}-prune`} />
      </Part>
    </>
  );
}

interface PartProps {
  readonly title: string;
  /** What is set, in few words. */
  readonly short: string;
  /** Something in it cannot be understood, and must be seen. */
  readonly refused: boolean;
  readonly children: ReactNode;
}

function Part({ title, short, refused, children }: PartProps) {
  const [open, setOpen] = useState(false);
  // It stays open while what was refused is mended.
  useEffect(() => {
    if (refused) setOpen(true);
  }, [refused]);
  return (
    <details
      className="explore-part"
      open={open}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>
        <ChevronRight size={14} aria-hidden="true" />
        <span>
          <b>{title}</b> <span className="explore-short">{short}</span>
        </span>
      </summary>
      {children}
    </details>
  );
}

function Fields({ fields }: { fields: readonly BoundField[] }) {
  const { exploring } = useVerbs();
  const id = useId();
  const bounds = useStore(exploring.store, (state) => state.choices.bounds);
  return (
    <div className="explore-fields">
      {fields.map(({ key, label, help, mayBeEmpty }) => (
        <div key={key} className="explore-field">
          <label htmlFor={`${id}-${key}`}>{label}</label>
          <input
            id={`${id}-${key}`}
            inputMode="numeric"
            autoComplete="off"
            placeholder={mayBeEmpty ? 'any' : ''}
            aria-describedby={`${id}-${key}-help ${id}-${key}-refused`}
            value={bounds[key]}
            onChange={(event) =>
              exploring.choose({ bounds: { ...bounds, [key]: event.target.value } })
            }
          />
          <p id={`${id}-${key}-help`} className="explore-help">
            {help}
          </p>
          <Refusal field={key} id={`${id}-${key}-refused`} />
        </div>
      ))}
    </div>
  );
}
