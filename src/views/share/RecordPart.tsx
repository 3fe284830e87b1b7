import { Download } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useStore } from 'zustand';
import { MAX_TEXT } from '../../scenarios/format/limits';
import { notesOf, withNote } from '../../store/notes';
import { fileName, recordSession } from '../../store/sharing';
import { useSession, useVerbs } from '../shared/useSession';
import { saveText } from './saveText';

function useNotes() {
  const { notes, store } = useVerbs();
  return notesOf(useStore(notes), useStore(store));
}

/** Words for the moment behind the dialog: said there when the saved scenario is played. */
function NoteField() {
  const { notes, store } = useVerbs();
  const depth = useSession((state) => state.depth);
  const present = useNotes();
  const others = present.filter((note) => note.depth !== depth).length;
  return (
    <>
      <textarea
        className="share-link share-note"
        aria-label={`Say at event ${depth}`}
        placeholder={`Words for this moment (event ${depth}); go to another moment for more`}
        rows={2}
        maxLength={MAX_TEXT}
        defaultValue={present.find((note) => note.depth === depth)?.text ?? ''}
        onChange={({ target }) =>
          notes.setState((all) => withNote(all, store.getState(), target.value), true)
        }
      />
      {others > 0 && (
        <p className="share-told">
          {others === 1 ? 'One other moment has' : `${others} other moments have`} words of yours.
        </p>
      )}
    </>
  );
}

/** Saves what happened, by the script and by hand, as a scenario file that plays by itself. */
export function RecordPart() {
  const session = useVerbs();
  const title = useSession((state) => state.scenario.title);
  const notes = useNotes();
  const [told, setTold] = useState<string | null>(null);

  function onSave(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const wanted = String(new FormData(event.currentTarget).get('title') ?? '').trim();
    const { text, scenario, ending, refused } = recordSession(session, wanted, notes);
    if (refused) {
      setTold(`It cannot be saved: ${refused.pointer || '/'}: ${refused.reason}`);
      return;
    }
    saveText(fileName(scenario.title, '.json'), 'application/json', text);
    setTold(ending.stopped ? `Saved up to event ${ending.depth}: ${ending.stopped}.` : 'Saved.');
  }

  return (
    <section className="share-part" aria-label="Record">
      <h3>Save as a scenario</h3>
      <NoteField />
      <form className="share-row" onSubmit={onSave}>
        <input
          className="share-link"
          name="title"
          aria-label="Title of the scenario"
          maxLength={150}
          placeholder={`${title} (recorded)`}
          autoComplete="off"
        />
        <button type="submit" className="button">
          <Download size={16} aria-hidden="true" /> Save file
        </button>
      </form>
      <p className="share-told" role="status">
        {told ?? 'A file that does again what the script and you did, event by event.'}
      </p>
    </section>
  );
}
