import type { Address } from '../../base/address';
import type { Moment } from '../../scenarios/run';
import { inspectServer, type ServerReport } from '../../store/inspect';
import { entryWords, formatBallot, nameOf } from '../../store/words';

/** Everything that stands on a card, as flat text: two equal cards need no new picture. */
export interface CardWords {
  /** "S1, up, deaf". */
  readonly name: string;
  readonly status: 'up' | 'crashed' | 'paused';
  readonly deaf: boolean;
  readonly state: 'untouched' | 'promised' | 'accepted' | 'decided' | 'forgotten' | 'lost';
  readonly promised: string;
  readonly voted: string;
  readonly value: string;
  readonly decided: string | null;
  readonly phase: 'preparing' | 'accepting' | 'outvoted' | null;
  readonly ballot: string;
  /** "2 of 3", what is counted and what makes a majority. */
  readonly tally: string;
}

export const NOTHING = '–';
/** No card has room for more; the rest is in the inspector. */
const MOST_SHOWN = 60;

export function cardWords(moment: Moment, server: Address, seq: number): CardWords {
  const report = inspectServer(moment, { server, seq });
  const { status, deaf, acceptor, learner, proposer } = report;
  const phase = phaseOf(proposer?.state);
  const answers = phase === 'accepting' ? proposer?.acceptances : proposer?.promises;
  const lost = status === 'crashed' && moment.world.nodes[server - 1]?.disk === null;
  return {
    name: `${nameOf(server)}, ${status}${deaf ? ', deaf' : ''}`,
    status,
    deaf,
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

function phaseOf(state: string | undefined): CardWords['phase'] {
  return state === 'preparing' || state === 'accepting' || state === 'outvoted' ? state : null;
}

function stateOf({ forgotten, learner, acceptor }: ServerReport): CardWords['state'] {
  if (forgotten) return 'forgotten';
  if (learner.value !== null) return 'decided';
  if (acceptor.vote) return 'accepted';
  return acceptor.promised ? 'promised' : 'untouched';
}

function shown(entry: string): string {
  const value = entry === '' ? '' : entryWords(entry).text;
  if (value === '') return '""';
  return value.length > MOST_SHOWN ? `${value.slice(0, MOST_SHOWN)}…` : value;
}

export const COUNTED = { preparing: 'promises', accepting: 'votes', outvoted: '' } as const;

/** The whole card in one sentence, for its tooltip and for those who do not see it. */
export function cardSentence(card: CardWords, seq: number): string {
  const { status, state, promised, voted, value, decided } = card;
  const disk = status === 'crashed' ? ', on its disk' : '';
  const parts = [
    `Instance ${seq}${disk}: ${registersSentence(state, `n_p ${promised}, n_a ${voted}, v_a ${value}`)}`,
    ...(decided === null ? [] : [`decided ${decided}`]),
    ...(card.phase ? [phaseSentence(card)] : []),
  ];
  return `${parts.join('; ')}.`;
}

function registersSentence(state: CardWords['state'], registers: string): string {
  if (state === 'lost') return 'nothing, its disk is empty';
  return state === 'forgotten' ? 'forgotten' : registers;
}

function phaseSentence({ phase, ballot, tally }: CardWords): string {
  if (phase === 'outvoted') return `${ballot} was outvoted, waits to try again`;
  return `${phase} ${ballot}, ${phase && COUNTED[phase]} ${tally}`;
}

/** Two cards say the same. */
export function sameWords(a: CardWords, b: CardWords): boolean {
  const keys = Object.keys(a) as (keyof CardWords)[];
  return keys.every((key) => a[key] === b[key]);
}
