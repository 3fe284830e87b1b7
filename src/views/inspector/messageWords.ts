import type { ClusterMessage } from '../../check/cluster';
import type { TracedMessage } from '../../store/trace';
import { formatBallot, nameOf, shortValue } from '../../store/words';

type Fact = readonly [name: string, value: string];

/** What a message carries, by name, beyond its kind and its way. */
export function messageFacts(message: ClusterMessage): readonly Fact[] {
  if (message.kind === 'request' || message.kind === 'reply') return callFacts(message);
  const ballot: Fact = ['ballot', formatBallot(message.ballot)];
  const done: readonly Fact[] = message.done < 0 ? [] : [['sender’s Done', String(message.done)]];
  switch (message.kind) {
    case 'promise': {
      const { vote } = message;
      const reported = vote ? `${shortValue(vote.value)} at ${formatBallot(vote.ballot)}` : 'none';
      return [ballot, ['reported vote', reported], ...done];
    }
    case 'accept':
    case 'decided':
      return [ballot, ['value', shortValue(message.value)], ...done];
    case 'reject': {
      const promised = formatBallot(message.promised);
      return [ballot, ['rejects', message.phase], ['already promised', promised], ...done];
    }
    default:
      return [ballot, ...done];
  }
}

/** A clerk's request or the reply to it. */
function callFacts(message: Extract<ClusterMessage, { kind: 'request' | 'reply' }>): Fact[] {
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
