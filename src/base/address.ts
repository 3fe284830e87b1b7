/**
 * Who a message comes from or goes to. Servers are 1, 2, … (shown as S1, S2, …; the MIT lab's peer 0 is S1);
 * clerks start behind {@link CLERK_BASE} (C1, C2, …); 0 is the application above a server, which calls it locally.
 */
export type Address = number;

export const APPLICATION: Address = 0;
export const CLERK_BASE: Address = 100;

/** "S3", "C1", or "the application". */
export function nameOf(address: Address): string {
  if (address === APPLICATION) return 'the application';
  return address > CLERK_BASE ? `C${address - CLERK_BASE}` : `S${address}`;
}

/** The address behind "S3" or "C1"; null for any other text. */
export function addressOf(name: string): Address | null {
  const match = /^([SC])([1-9]\d*)$/.exec(name);
  if (!match) return null;
  const ordinal = Number(match[2]);
  return match[1] === 'C' ? CLERK_BASE + ordinal : ordinal;
}
