import { Download } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { fileName, recordSession } from '../../store/sharing';
import { useSession, useVerbs } from '../shared/useSession';
import { saveText } from './saveText';

/** Saves what happened, by the script and by hand, as a scenario file that plays by itself. */
export function RecordPart() {
  const session = useVerbs();
  const title = useSession((state) => state.scenario.title);
  const [told, setTold] = useState<string | null>(null);

  function onSave(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const wanted = String(new FormData(event.currentTarget).get('title') ?? '').trim();
    const { text, scenario, ending, refused } = recordSession(session, wanted);
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
