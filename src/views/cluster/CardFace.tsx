import { EarOff, Pause, Unplug } from 'lucide-react';
import type { CardWords } from './cardWords';
import type { CardShape } from './geometry/layout';
import { LeaderHeadline, LeaderRows } from './LeaderFace';
import { LibraryHeadline, LibraryRows } from './LibraryFace';

interface CardFaceProps {
  readonly label: string;
  readonly words: CardWords;
  readonly seq: number;
  readonly kind: CardShape['kind'];
}

/** What stands on a server's card. Every row has its place whether it is filled or not. */
export function CardFace({ label, words, seq, kind }: CardFaceProps) {
  return (
    <span className="card-face" aria-hidden>
      <span className="card-head">
        <span className="card-edge" />
        <span className="card-name">{label}</span>
        {words.status === 'crashed' && <Unplug className="card-sign" />}
        {words.status === 'paused' && <Pause className="card-sign" />}
        {words.deaf && <EarOff className="card-sign" />}
        {words.of === 'library' ? (
          <LibraryHeadline words={words} kind={kind} />
        ) : (
          <LeaderHeadline words={words} kind={kind} />
        )}
      </span>
      {words.of === 'library' ? (
        <LibraryRows words={words} seq={seq} kind={kind} />
      ) : (
        <LeaderRows words={words} seq={seq} kind={kind} />
      )}
      <span className="card-bar" data-state={words.state} />
    </span>
  );
}
