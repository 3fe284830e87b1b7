import { Crown, HeartOff } from 'lucide-react';
import { MessageMark } from '../shared/MessageMark';
import { NOTHING } from './cardTexts';
import type { CardShape } from './geometry/layout';
import type { LeaderWords } from './leaderWords';
import { Register } from './Register';

interface LeaderFaceProps {
  readonly words: LeaderWords;
  readonly seq: number;
  readonly kind: CardShape['kind'];
}

/** What it takes itself for, beside the name. Whoever believes it leads wears a crown: two of them are seen at once. */
export function LeaderHeadline({ words, kind }: Omit<LeaderFaceProps, 'seq'>) {
  const { part, leader, own } = words;
  const small = isSmall(kind);
  switch (part) {
    case 'leading':
      return (
        <span className="card-crown">
          <Crown /> {!small && 'leads'} {kind === 'full' && fitting(own)}
        </span>
      );
    case 'electing':
      return (
        <span className="card-candidate">
          {small ? <ShortTally words={words} /> : 'electing'} {kind === 'full' && fitting(own)}
        </span>
      );
    case 'backing off':
      return <span className="card-part">{small ? 'waits' : 'backs off'}</span>;
    case 'following':
      return (
        <span className="card-part">
          {small ? <Following missed={words.missed} /> : 'follows'} {leader}
        </span>
      );
    case 'alone':
      return <span className="card-part">{small ? '→ ?' : 'no leader'}</span>;
    default:
      return null;
  }
}

/** Where there is no room for words. */
function Following({ missed }: { missed: boolean }) {
  return missed ? <HeartOff className="card-missed" /> : '→';
}

/** The acceptor's ballot; the slot in focus: what is accepted there, and what is known to be chosen. */
export function LeaderRows(props: LeaderFaceProps) {
  const { words, seq, kind } = props;
  if (words.state === 'lost') return <span className="card-gone">disk empty</span>;
  if (kind === 'chip') return <MostTelling {...props} />;
  return (
    <span className="card-registers">
      <span className="card-row">
        <Register name="bal" value={words.adopted} seq={0} />
        {!isSmall(kind) && <Executed upTo={words.executed} />}
      </span>
      {words.state === 'forgotten' ? (
        <span className="card-gone">cleared</span>
      ) : (
        <Register name={voteName(words, kind)} value={voteOf(words)} seq={seq} />
      )}
      <span className="card-row">
        <Known words={words} kind={kind} />
        {!isSmall(kind) && <Aside words={words} />}
      </span>
    </span>
  );
}

function MostTelling({ words, seq }: LeaderFaceProps) {
  if (words.state === 'forgotten') return <span className="card-gone">cleared</span>;
  if (words.decided !== null) return <Known words={words} kind="chip" />;
  if (words.votedAt !== NOTHING) return <Register name="" value={voteOf(words)} seq={seq} />;
  return <Register name="bal" value={words.adopted} seq={0} />;
}

/** In a small card a vote needs all the room there is. */
const voteName = ({ votedAt }: LeaderWords, kind: CardShape['kind']): string =>
  isSmall(kind) && votedAt !== NOTHING ? '' : 'acc';

/** The ballot first: a long value is cut. */
const voteOf = ({ votedAt, value }: LeaderWords): string =>
  votedAt === NOTHING ? NOTHING : `${votedAt} ${value}`;

/** What the server knows to be chosen in the slot; a leader in a small card counts the votes there until it knows. */
function Known({ words, kind }: Omit<LeaderFaceProps, 'seq'>) {
  const { decided, counted } = words;
  if (decided !== null) return <span className="card-decided">✓ {decided}</span>;
  return (
    <span className="card-aside">
      {isSmall(kind) && counted === 'votes' && <ShortTally words={words} />}
    </span>
  );
}

function Executed({ upTo }: { upTo: string }) {
  return (
    <span className="card-aside">
      <span className="register-name">exec</span> <b>{upTo}</b>
    </span>
  );
}

/** How far a leader has got, or that a follower does not hear its own. */
function Aside({ words: { counted, tally, missed } }: Pick<LeaderFaceProps, 'words'>) {
  if (counted) {
    return (
      <span className="card-aside">
        {counted} <b>{tally}</b>
      </span>
    );
  }
  if (!missed) return null;
  return (
    <span className="card-aside">
      <HeartOff className="card-missed" /> missed 1
    </span>
  );
}

/** What is counted, by the mark of the message that brings it. */
function ShortTally({ words: { counted, tally } }: Pick<LeaderFaceProps, 'words'>) {
  return (
    <>
      <svg className="phase-mark" viewBox="-8 -8 16 16" aria-hidden>
        <MessageMark sign={counted === 'votes' ? 'accepted' : 'promise'} />
      </svg>{' '}
      {tally.replace(' of ', '/')}
    </>
  );
}

/** A longer ballot has no room; it stands below, as its acceptor's, as soon as that has heard of it. */
const fitting = (ballot: string) => ballot.length <= 4 && ballot;

const isSmall = (kind: CardShape['kind']) => kind === 'compact' || kind === 'chip';
