import type { Ballot } from './ballot';

/** The ballot behind "2.S3". */
export function ballot(text: string): Ballot {
  const match = /^(\d+)\.S(\d+)$/.exec(text);
  if (!match) throw new Error(`no ballot: ${text}`);
  return { round: Number(match[1]), server: Number(match[2]) };
}

/** The ballot behind "2.S3"; null for "–", no ballot at all. */
export function ballotOrNone(text: string): Ballot | null {
  return text === '–' ? null : ballot(text);
}
