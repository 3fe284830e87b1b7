import { Download } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { EXPORT_FORMATS } from '../../scenarios/exports/formats';
import { exportSession, fileName } from '../../store/sharing';
import { spaced } from '../../store/words';
import { useSession, useVerbs } from '../shared/useSession';
import { saveText } from './saveText';

/** The shown branch for other tools. */
export function ExportPart() {
  const session = useVerbs();
  const hasClerks = useSession(({ moment }) => moment.world.clerks.length > 0);
  const title = useSession((state) => state.scenario.title);
  const formats = EXPORT_FORMATS.filter(({ needsClerks }) => hasClerks || !needsClerks);
  const [id, setId] = useState(formats[0]?.id ?? '');
  const [told, setTold] = useState<string | null>(null);
  const format = formats.find((one) => one.id === id);

  function onExport(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (!format) return;
    const { text, told: held, of } = exportSession(session, format);
    saveText(fileName(title, format.extension), format.type, text);
    setTold(held < of ? `Only the first ${spaced(held)} of ${spaced(of)} entries fit.` : 'Saved.');
  }

  return (
    <section className="share-part" aria-label="Export">
      <h3>Export</h3>
      <form className="share-row" onSubmit={onExport}>
        <select
          className="select share-format"
          aria-label="Format"
          value={id}
          onChange={(event) => {
            setId(event.target.value);
            setTold(null);
          }}
        >
          {formats.map((one) => (
            <option key={one.id} value={one.id}>
              {one.title}
            </option>
          ))}
        </select>
        <button type="submit" className="button">
          <Download size={16} aria-hidden="true" /> Export
        </button>
      </form>
      <p className="share-told" role="status">
        {told ?? format?.summary}
      </p>
    </section>
  );
}
