import type { Ballot } from '../../protocol/ballot';
import type { Message } from '../../protocol/basic';
import type { TracedMessage } from '../../store/trace';

/** How ballots and values are written; lent, so that these words stay plain. */
interface Formats {
  formatBallot(ballot: Ballot | null): string;
  shortValue(value: string): string;
}

/** What a message carries, by name, beyond its kind and its way. */
export function messageFacts(
  message: Message,
  { formatBallot, shortValue }: Formats,
): [name: string, value: string][] {
  const ballot: [string, string] = ['ballot', formatBallot(message.ballot)];
  const done: [string, string][] =
    message.done < 0 ? [] : [['sender’s Done', String(message.done)]];
  switch (message.kind) {
    case 'promise': {
      const { vote } = message;
      const reported = vote ? `${shortValue(vote.value)} at ${formatBallot(vote.ballot)}` : 'none';
      return [ballot, ['reported vote', reported], ...done];
    }
    case 'accept':
    case 'decided':
      return [ballot, ['value', shortValue(message.value)], ...done];
    case 'reject':
      return [
        ballot,
        ['rejects', message.phase],
        ['already promised', formatBallot(message.promised)],
        ...done,
      ];
    default:
      return [ballot, ...done];
  }
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
