import type { Preemption } from '../protocol/multi';
import { POLICIES, PROTOCOLS, type Protocol } from './protocols';

/** What a link asks for: `#scenario=mit-paxos/t-p01-basic&seed=3&theme=dark`, `#protocol=multi&preemption=retry`. */
export interface LinkRequest {
  readonly scenario: string | null;
  readonly seed: number | null;
  readonly theme: string | null;
  /** Run it under this protocol and policy, as the controls in the header do. */
  readonly protocol: Protocol | null;
  readonly preemption: Preemption | null;
  /** Do not begin to play by itself. */
  readonly paused: boolean;
  /** A whole run, as the Share dialog writes it; it stands for itself. */
  readonly run: string | null;
}

/** The address of a run, behind the page's own. */
export const runHash = (text: string) => `#run=${text}`;

const MOST_CHARACTERS = 40_000;
const MOST_SEED = 0xffff_ffff;

/** Reads the part of the address behind `#`; whatever makes no sense is left out. */
export function readLink(hash: string): LinkRequest {
  const parameters = new URLSearchParams(hash.slice(0, MOST_CHARACTERS).replace(/^#/, ''));
  const seedText = parameters.get('seed') ?? '';
  const seed = /^\d{1,10}$/.test(seedText) ? Number(seedText) : null;
  return {
    scenario: parameters.get('scenario'),
    seed: seed !== null && seed <= MOST_SEED ? seed : null,
    theme: parameters.get('theme'),
    protocol: offered(PROTOCOLS, parameters.get('protocol')),
    preemption: offered(POLICIES, parameters.get('preemption')),
    paused: parameters.has('paused'),
    run: parameters.get('run'),
  };
}

function offered<V>(choices: readonly { readonly value: V }[], text: string | null): V | null {
  return choices.find(({ value }) => value === text)?.value ?? null;
}
