import { EarOff, Pause, Unplug } from 'lucide-react';
import { type CardWords, COUNTED } from './cardWords';
import type { CardShape } from './geometry/layout';
import { PhaseMark } from './PhaseMark';
import { Register } from './Register';

interface CardFaceProps {
  readonly label: string;
  readonly words: CardWords;
  readonly seq: number;
  readonly kind: CardShape['kind'];
}

/** What stands on a server's card. Every row has its place whether it is filled or not. */
export function CardFace({ label, words, seq, kind }: CardFaceProps) {
  const { phase, ballot, tally } = words;
  return (
    <span className="card-face" aria-hidden>
      <span className="card-head">
        <span className="card-edge" />
        <span className="card-name">{label}</span>
        {words.status === 'crashed' && <Unplug className="card-sign" />}
        {words.status === 'paused' && <Pause className="card-sign" />}
        {words.deaf && <EarOff className="card-sign" />}
        <Headline words={words} kind={kind} />
      </span>
      <CardRegisters words={words} seq={seq} />
      {kind === 'full' && phase && (
        <span className="card-tally">
          <span>{phase === 'outvoted' ? 'at' : COUNTED[phase]}</span>
          <b>{phase === 'outvoted' ? ballot : tally}</b>
        </span>
      )}
      <span className="card-bar" data-state={words.state} />
    </span>
  );
}

/** The most important thing beside the name: the decision, else what the proposer is doing. */
function Headline({ words, kind }: Pick<CardFaceProps, 'words' | 'kind'>) {
  const { decided, phase, ballot, tally } = words;
  if (phase && kind === 'compact') {
    return (
      <span className="card-phase">
        <PhaseMark phase={phase} /> {tally.replace(' of ', '/')}
      </span>
    );
  }
  if (phase)
    return (
      <span className="card-phase">
        {phase === 'outvoted' ? 'outvoted, waits' : `${phase} ${ballot}`}
      </span>
    );
  return decided === null ? null : <span className="card-decided">✓ {decided}</span>;
}

function CardRegisters({ words, seq }: Pick<CardFaceProps, 'words' | 'seq'>) {
  if (words.state === 'forgotten') return <span className="card-gone">forgotten</span>;
  if (words.state === 'lost') return <span className="card-gone">disk empty</span>;
  return (
    <span className="card-registers">
      <Register name="n_p" value={words.promised} seq={seq} />
      <Register name="n_a" value={words.voted} seq={seq} />
      <Register name="v_a" value={words.value} seq={seq} />
    </span>
  );
}
