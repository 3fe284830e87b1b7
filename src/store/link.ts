/** What a link asks for: `#scenario=mit-paxos/t-p01-basic&seed=3&theme=dark`. */
export interface LinkRequest {
  readonly scenario: string | null;
  readonly seed: number | null;
  readonly theme: string | null;
  /** Do not begin to play by itself. */
  readonly paused: boolean;
}

const MOST_CHARACTERS = 8192;
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
    paused: parameters.has('paused'),
  };
}
