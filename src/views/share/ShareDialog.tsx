import { useEffect, useState } from 'react';
import { runHash } from '../../store/link';
import { PictureMenu } from '../pictures/PictureMenu';
import { Dialog } from '../shared/Dialog';
import { useVerbs } from '../shared/useSession';
import { ExportPart } from './ExportPart';
import { LinkPart } from './LinkPart';
import { RecordPart } from './RecordPart';
import { SessionPart } from './SessionPart';
import './share.css';

/** What can be taken away: a link to this very moment, a file that plays this run, and the end of this session. */
export function ShareDialog({ onClose }: { onClose(): void }) {
  const { share } = useVerbs();
  const [made, setMade] = useState<Awaited<ReturnType<typeof share>> | null>(null);
  // Once, when it opens: the dialog is about the moment that stands behind it.
  useEffect(() => {
    let here = true;
    void share().then((encoded) => here && setMade(encoded));
    return () => {
      here = false;
    };
  }, [share]);
  return (
    <Dialog title="Share" onClose={onClose}>
      {made === null && <p className="said">Making the link…</p>}
      {made?.ok === false && (
        <p className="form-error" role="alert">
          There is no link to this run: {made.reason}
        </p>
      )}
      {made?.ok && <LinkPart link={addressOf(made.text)} />}
      <RecordPart />
      <ExportPart />
      <PictureMenu />
      <SessionPart onDone={onClose} />
    </Dialog>
  );
}

function addressOf(text: string): string {
  return location.href.replace(/#.*$/, '') + runHash(text);
}
