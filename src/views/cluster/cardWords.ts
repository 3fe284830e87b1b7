import type { Address } from '../../base/address';
import type { Moment } from '../../scenarios/run';
import { inspectServer, type ServerReport } from '../../store/inspect';
import { formatBallot } from '../../store/words';
import { type CommonWords, common, NOTHING, shown } from './cardTexts';
import { type LeaderWords, leaderSentence, leaderWords } from './leaderWords';

/** Everything that stands on a card, as flat text: two equal cards need no new picture. */
export type CardWords = LibraryWords | LeaderWords;

/** A peer of the library, in the instance in focus. */
export interface LibraryWords extends CommonWords {
  readonly of: 'library';
  readonly promised: string;
  readonly voted: string;
  readonly value: string;
  readonly decided: string | null;
  readonly phase: 'preparing' | 'accepting' | 'outvoted' | null;
  readonly ballot: string;
  /** "2 of 3", what is counted and what makes a majority. */
  readonly tally: string;
}

export function cardWords(moment: Moment, server: Address, seq: number): CardWords {
  return moment.protocol === 'basic'
    ? libraryWords(moment, server, seq)
    : leaderWords(moment, server, seq);
}

function libraryWords(moment: Moment, server: Address, seq: number): LibraryWords {
  const report = inspectServer(moment, { server, seq });
  const { status, deaf, acceptor, learner, proposer } = report;
  const phase = phaseOf(proposer?.state);
  const answers = phase === 'accepting' ? proposer?.acceptances : proposer?.promises;
  const lost = status === 'crashed' && moment.world.nodes[server - 1]?.disk === null;
  return {
    of: 'library',
    ...common(server, status, deaf),
    state: lost ? 'lost' : stateOf(report),
    promised: formatBallot(acceptor.promised),
    voted: formatBallot(acceptor.vote?.ballot ?? null),
    value: acceptor.vote ? shown(acceptor.vote.value) : NOTHING,
    decided: learner.value === null ? null : shown(learner.value),
    phase,
    ballot: formatBallot(proposer?.ballot ?? null),
    tally:
      phase === 'preparing' || phase === 'accepting' ? `${answers} of ${proposer?.majority}` : '',
  };
}

function phaseOf(state: string | undefined): LibraryWords['phase'] {
  return state === 'preparing' || state === 'accepting' || state === 'outvoted' ? state : null;
}

function stateOf({ forgotten, learner, acceptor }: ServerReport): CommonWords['state'] {
  if (forgotten) return 'forgotten';
  if (learner.value !== null) return 'decided';
  if (acceptor.vote) return 'accepted';
  return acceptor.promised ? 'promised' : 'untouched';
}

export const COUNTED = { preparing: 'promises', accepting: 'votes', outvoted: '' } as const;

/** The whole card in one sentence, for its tooltip and for those who do not see it. */
export function cardSentence(card: CardWords, seq: number): string {
  return card.of === 'library' ? librarySentence(card, seq) : leaderSentence(card, seq);
}

function librarySentence(card: LibraryWords, seq: number): string {
  const { status, state, promised, voted, value, decided } = card;
  const disk = status === 'crashed' ? ', on its disk' : '';
  const parts = [
    `Instance ${seq}${disk}: ${registersSentence(state, `n_p ${promised}, n_a ${voted}, v_a ${value}`)}`,
    ...(decided === null ? [] : [`decided ${decided}`]),
    ...(card.phase ? [phaseSentence(card)] : []),
  ];
  return `${parts.join('; ')}.`;
}

function registersSentence(state: CommonWords['state'], registers: string): string {
  if (state === 'lost') return 'nothing, its disk is empty';
  return state === 'forgotten' ? 'forgotten' : registers;
}

function phaseSentence({ phase, ballot, tally }: LibraryWords): string {
  if (phase === 'outvoted') return `${ballot} was outvoted, waits to try again`;
  return `${phase} ${ballot}, ${phase && COUNTED[phase]} ${tally}`;
}

/** Two cards say the same. */
export function sameWords(a: CardWords, b: CardWords): boolean {
  const entries = Object.entries(a);
  return entries.every(([key, value]) => value === b[key as keyof CardWords]);
}
