import { FolderOpen } from 'lucide-react';
import { useRef } from 'react';
import type { CatalogueEntry } from '../../store/catalogue';
import { useSession, useVerbs } from '../shared/useSession';

function byGroup(
  entries: readonly CatalogueEntry[],
): ReadonlyMap<string, readonly CatalogueEntry[]> {
  const groups = new Map<string, CatalogueEntry[]>();
  for (const entry of entries) groups.set(entry.group, [...(groups.get(entry.group) ?? []), entry]);
  return groups;
}

/** Chooses among the scenarios that came with the page, or opens a file. */
export function ScenarioPicker() {
  const { catalogue, openById, openText } = useVerbs();
  const id = useSession((state) => state.scenarioId);
  const title = useSession((state) => state.scenario.title);
  const file = useRef<HTMLInputElement>(null);
  return (
    <>
      <select
        className="select header-scenario"
        aria-label="Scenario"
        title={title}
        value={id ?? ''}
        onChange={(event) => void openById(event.target.value)}
      >
        {id === null && <option value="">{title}</option>}
        {[...byGroup(catalogue)].map(([group, entries]) => (
          <optgroup key={group} label={group}>
            {entries.map((entry) => (
              <option key={entry.id} value={entry.id}>
                {entry.title}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
      <button
        type="button"
        className="button"
        aria-label="Open a scenario file"
        title="Open a scenario file, or a trace of your own implementation"
        onClick={() => file.current?.click()}
      >
        <FolderOpen size={16} aria-hidden="true" />
      </button>
      <input
        ref={file}
        type="file"
        accept=".json,.jsonl,application/json"
        hidden
        onChange={(event) => {
          const chosen = event.target.files?.[0];
          event.target.value = '';
          if (chosen) void chosen.text().then(openText);
        }}
      />
    </>
  );
}
