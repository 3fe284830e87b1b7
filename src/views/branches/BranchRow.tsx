import { Columns2, Pencil, Trash2 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { BranchView } from '../../store/branching';
import type { Session } from '../../store/session';
import { spaced } from '../../store/words';
import { inMs } from '../shared/inMs';
import { useVerbs } from '../shared/useSession';
import { RenameField } from './RenameField';

interface BranchRowProps {
  readonly branch: BranchView;
  readonly parent: BranchView | undefined;
  onCompare(id: number): void;
}

/** One branch: its name, where it came from, how long it is, and what can be done with it. */
export function BranchRow({ branch, parent, onCompare }: BranchRowProps) {
  const session = useVerbs();
  const [renaming, setRenaming] = useState(false);
  const pencil = useRef<HTMLButtonElement>(null);
  const wasRenaming = useRef(false);
  const { id, name, shown } = branch;
  useEffect(() => {
    if (wasRenaming.current && !renaming) pencil.current?.focus();
    wasRenaming.current = renaming;
  }, [renaming]);

  return (
    <div className="branches-row" data-shown={shown || undefined}>
      <div className="branches-head">
        {renaming ? (
          <RenameField
            name={name}
            onName={(next) => session.renameBranch(id, next)}
            onEnd={() => setRenaming(false)}
          />
        ) : (
          <span className="branches-name" title={name}>
            {name}
          </span>
        )}
        {shown ? (
          <span className="branches-this">shown</span>
        ) : (
          <button
            type="button"
            className="button"
            aria-label={`Show ${name}`}
            onClick={() => session.showBranch(id)}
          >
            Show
          </button>
        )}
        <button
          ref={pencil}
          type="button"
          className="button button-plain"
          aria-label={`Rename ${name}`}
          title="Rename"
          onClick={() => setRenaming(true)}
        >
          <Pencil size={14} aria-hidden="true" />
        </button>
        <button
          type="button"
          className="button button-plain"
          aria-label={`Compare ${name} with the shown branch`}
          title={shown ? 'This is the shown branch' : 'Compare with the shown branch'}
          disabled={shown}
          onClick={() => onCompare(id)}
        >
          <Columns2 size={14} aria-hidden="true" />
        </button>
        <button
          type="button"
          className="button button-plain"
          aria-label={`Delete ${name}`}
          title={whyNotDeleted(branch) ?? 'Delete'}
          disabled={whyNotDeleted(branch) !== null}
          onClick={(event) => {
            event.currentTarget.closest<HTMLElement>('.branches')?.focus();
            session.removeBranch(id);
            session.tell(`Deleted the branch “${name}”. Doing again what made it brings it back.`);
          }}
        >
          <Trash2 size={14} aria-hidden="true" />
        </button>
      </div>
      <p className="branches-origin">{originOf(branch, parent, session)}</p>
      {branch.by && <p className="branches-act">{branch.by}</p>}
    </div>
  );
}

function whyNotDeleted({ parent, shown }: BranchView): string | null {
  if (parent === null) return 'The first branch stays';
  return shown ? 'The shown branch stays: show another one first' : null;
}

/** "left main at 640 ms, event 36 · 212 events". */
function originOf(
  { id, forkDepth, length }: BranchView,
  parent: BranchView | undefined,
  session: Session,
): string {
  const long = `${spaced(length)} ${length === 1 ? 'event' : 'events'}`;
  if (!parent) return `as the run went first · ${long}`;
  const at = session.readBranch(id)?.eventAt(forkDepth)?.at ?? 0;
  return `left ${parent.name} at ${inMs(at)}, event ${spaced(forkDepth)} · ${long}`;
}
