import { NOTHING } from './cardTexts';
import { COUNTED, type LibraryWords } from './cardWords';
import type { CardShape } from './geometry/layout';
import { PhaseMark } from './PhaseMark';
import { Register } from './Register';

interface LibraryFaceProps {
  readonly words: LibraryWords;
  readonly seq: number;
  readonly kind: CardShape['kind'];
}

/** The most important thing beside the name: what the proposer is doing, else the decision. */
export function LibraryHeadline({ words, kind }: Omit<LibraryFaceProps, 'seq'>) {
  const { decided, phase, ballot, tally } = words;
  if (!phase) return decided === null ? null : <span className="card-decided">✓ {decided}</span>;
  if (!hasTally(kind)) {
    return (
      <span className="card-phase">
        <PhaseMark phase={phase} /> {phase === 'outvoted' ? 'waits' : short(tally)}
      </span>
    );
  }
  if (kind === 'medium') return <span className="card-phase">{phase}</span>;
  return (
    <span className="card-phase">
      {phase === 'outvoted' ? 'outvoted, waits' : `${phase} ${ballot}`}
    </span>
  );
}

/** The acceptor's registers, and beside them how far the proposer has got. */
export function LibraryRows(props: LibraryFaceProps) {
  const { words, kind } = props;
  return (
    <>
      <CardRegisters {...props} />
      {hasTally(kind) && words.phase && <Tally words={words} kind={kind} />}
    </>
  );
}

/** How far the proposer has got, beside the registers. */
function Tally({ words, kind }: Omit<LibraryFaceProps, 'seq'>) {
  const { phase, ballot, tally } = words;
  if (!phase) return null;
  if (kind === 'medium' || phase === 'outvoted') {
    return (
      <span className="card-tally">
        <span className="mono">{ballot}</span>
        {tally && (
          <b>
            <PhaseMark phase={phase} /> {short(tally)}
          </b>
        )}
        {phase === 'outvoted' && kind === 'medium' && <span>waits</span>}
      </span>
    );
  }
  return (
    <span className="card-tally">
      <span>{COUNTED[phase]}</span>
      <b>{tally}</b>
    </span>
  );
}

const hasTally = (kind: CardShape['kind']) => kind === 'full' || kind === 'medium';

const short = (tally: string) => tally.replace(' of ', '/');

function CardRegisters({ words, seq, kind }: LibraryFaceProps) {
  if (words.state === 'forgotten') return <span className="card-gone">forgotten</span>;
  if (words.state === 'lost') return <span className="card-gone">disk empty</span>;
  if (kind === 'chip') {
    const voted = words.voted !== NOTHING;
    return (
      <Register
        name={voted ? 'v_a' : 'n_p'}
        value={voted ? words.value : words.promised}
        seq={seq}
      />
    );
  }
  return (
    <span className="card-registers">
      <Register name="n_p" value={words.promised} seq={seq} />
      <Register name="n_a" value={words.voted} seq={seq} />
      <Register name="v_a" value={words.value} seq={seq} />
    </span>
  );
}
