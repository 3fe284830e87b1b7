import type { ClusterMessage } from '../../check/cluster';
import { slideMap, slideValue, slideVote } from '../../store/slideWords';
import { entriesOf } from '../../store/slotLists';
import type { TracedMessage } from '../../store/trace';
import { formatBallot, isRefusal, nameOf, shortValue } from '../../store/words';

type Fact = readonly [name: string, value: string];

/** What a message carries, by name, beyond its kind and its way; of many slots, those around `focus`. */
export function messageFacts(message: ClusterMessage, focus = 0): readonly Fact[] {
  if (message.kind === 'request' || message.kind === 'reply') return callFacts(message);
  const ballot: Fact = ['ballot', formatBallot(message.ballot)];
  const facts = 'seq' in message ? libraryFacts(message) : leaderFacts(message, focus);
  return [ballot, ...facts];
}

type LibraryMessage = Extract<ClusterMessage, { seq: number }>;
type CallMessage = Extract<ClusterMessage, { kind: 'request' | 'reply' }>;
type LeaderMessage = Exclude<ClusterMessage, LibraryMessage | CallMessage>;

function libraryFacts(message: LibraryMessage): readonly Fact[] {
  const done: readonly Fact[] = message.done < 0 ? [] : [['sender’s Done', String(message.done)]];
  switch (message.kind) {
    case 'promise': {
      const { vote } = message;
      const reported = vote ? `${shortValue(vote.value)} at ${formatBallot(vote.ballot)}` : 'none';
      return [['reported vote', reported], ...done];
    }
    case 'accept':
    case 'decided':
      return [['value', shortValue(message.value)], ...done];
    case 'reject': {
      const promised = formatBallot(message.promised);
      return [['rejects', message.phase], ['already promised', promised], ...done];
    }
    default:
      return done;
  }
}

function leaderFacts(message: LeaderMessage, focus: number): readonly Fact[] {
  switch (message.kind) {
    case 'p1a':
      return sending(message.attempt);
    case 'p1b':
      return isRefusal(message)
        ? [['answer', `no: it follows ${formatBallot(message.promised)}`]]
        : [
            ['answer', 'promised, for every slot'],
            ['accepted', slideMap(entriesOf(message.accepted), focus, slideVote)],
            ['decided', slideMap(entriesOf(message.decided), focus, slideValue)],
            ['cleared up to', upTo(message.cleared)],
          ];
    case 'p2a':
      return [
        ['value', slideValue(message.value)],
        ['decided up to', upTo(message.decidedUpTo)],
        ...sending(message.attempt),
      ];
    case 'p2b':
      return [
        ['answer', message.accepted ? 'accepted' : 'no: not accepted'],
        ['it follows', formatBallot(message.promised)],
      ];
    case 'heartbeat':
      return [
        ['decided up to', upTo(message.decidedUpTo)],
        ['cleared up to', upTo(message.cleared)],
      ];
    case 'heartbeat-reply':
      return [
        ['executed up to', upTo(message.executed)],
        ['was told decided', upTo(message.decidedUpTo)],
        ['it follows', formatBallot(message.promised)],
      ];
    case 'decision': {
      const values = message.values.map((value, i) => [message.first + i, value] as const);
      return [['decided', slideMap(values, focus, slideValue)]];
    }
  }
}

const upTo = (slot: number): string => (slot === 0 ? 'nothing' : `slot ${slot}`);

/** The first sending is not worth a word. */
const sending = (attempt: number): readonly Fact[] =>
  attempt === 0 ? [] : [['sending', String(attempt + 1)]];

/** A clerk's request or the reply to it. */
function callFacts(message: CallMessage): readonly Fact[] {
  const attempt: Fact = ['attempt', String(message.attempt + 1)];
  if (message.kind === 'reply') {
    const { clerk, id, result } = message;
    return [
      ['call', `${nameOf(clerk)}.${id}`],
      ['result', result === null ? '–' : shortValue(result)],
      attempt,
    ];
  }
  const { op, key, value, clerk, id } = message.operation;
  const call =
    op === 'get' ? `get(${shortValue(key)})` : `${op}(${shortValue(key)}, ${shortValue(value)})`;
  return [['call', `${nameOf(clerk)}.${id}`], ['asks for', call], attempt];
}

const FATES: Readonly<Record<TracedMessage['fate'], string>> = {
  underWay: 'under way',
  received: 'received',
  dropped: 'dropped',
  crashed: 'lost: receiver down',
  lost: 'lost on the way',
  cut: 'lost: link cut',
  deaf: 'lost: receiver deaf',
};

export function fateWords(fate: TracedMessage['fate'] | null, held: boolean): string {
  if (fate === null) return 'not sent yet';
  return fate === 'underWay' && held ? 'held' : FATES[fate];
}
