import { Check, Copy } from 'lucide-react';
import { useRef, useState } from 'react';
import { spaced } from '../../store/words';
import { copyText } from './copyText';
import { QrCode } from './QrCode';

/** The link to the moment that stands behind the dialog, to copy or to hold a camera at. */
export function LinkPart({ link }: { link: string }) {
  const field = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState<'yes' | 'no' | null>(null);

  async function copy() {
    const done = await copyText(link, field.current);
    setCopied(done ? 'yes' : 'no');
  }

  return (
    <section className="share-part" aria-label="Link">
      <p className="said">
        Opens this run on exactly this moment, in any browser: the scenario, what was done by hand,
        the cursor and what is selected.
      </p>
      <div className="share-row">
        <input
          ref={field}
          className="share-link mono"
          aria-label="Link to this moment"
          readOnly
          value={link}
          onFocus={(event) => event.target.select()}
        />
        <button
          type="button"
          className="button button-primary"
          data-focus
          onClick={() => void copy()}
        >
          {copied === 'yes' ? (
            <Check size={16} aria-hidden="true" />
          ) : (
            <Copy size={16} aria-hidden="true" />
          )}{' '}
          Copy link
        </button>
      </div>
      <p className="share-told" role="status">
        {copied === 'yes' && 'Copied.'}
        {copied === 'no' &&
          'This browser does not let the page copy: the link is selected, copy it by hand.'}
        {copied === null && `${spaced(link.length)} characters`}
      </p>
      <QrCode text={link} />
    </section>
  );
}
