import { Image } from 'lucide-react';
import { useState } from 'react';
import { PROTOCOLS } from '../../store/protocols';
import type { SessionState } from '../../store/session';
import { inMs } from '../shared/inMs';
import { useVerbs } from '../shared/useSession';
import { downloadPicture, type PictureFormat } from './downloadPicture';
import type { PicturedRegion } from './picture';
import type { PictureWords } from './sheet';
import './pictures.css';

const CHOICES: readonly (readonly [PicturedRegion, PictureFormat])[] = [
  ['Timeline', 'svg'],
  ['Timeline', 'png'],
  ['Log', 'svg'],
  ['Log', 'png'],
];

/** Pictures for a slide: what is in view of the timeline or of the log, in the chosen theme. */
export function PictureMenu() {
  const { store } = useVerbs();
  const [told, setTold] = useState<string | null>(null);

  async function take(region: PicturedRegion, format: PictureFormat) {
    setTold('Drawing…');
    try {
      const isSaved = await downloadPicture(region, format, wordsOf(store.getState()));
      setTold(
        isSaved ? 'Saved.' : `The ${region} is not on the page now: show it, then come back.`,
      );
    } catch (error) {
      setTold(`It cannot be drawn: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  return (
    <fieldset className="picture-menu" aria-label="Pictures">
      <div className="share-row picture-choices">
        {CHOICES.map(([region, format]) => (
          <button
            key={region + format}
            type="button"
            className="button"
            onClick={() => void take(region, format)}
          >
            <Image size={16} aria-hidden="true" /> {region} as {format.toUpperCase()}
          </button>
        ))}
      </div>
      <p className="share-told" role="status">
        {told ?? 'What is in view now, in this theme. The fonts are in the file.'}
      </p>
    </fieldset>
  );
}

function wordsOf({ scenario, moment, narration, depth }: SessionState): PictureWords {
  const protocol = PROTOCOLS.find(({ value }) => value === scenario.cluster.protocol);
  const time = `t = ${inMs(moment.world.now)}`;
  return {
    title: scenario.title,
    moment: [protocol?.label, time, `event ${depth}`].filter(Boolean).join(' · '),
    sentence: narration?.headline ?? scenario.summary ?? '',
  };
}
