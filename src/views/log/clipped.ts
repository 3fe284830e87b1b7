const LONGEST = 80;

/** A value short enough to be drawn and spoken; scenarios may carry whole megabytes. */
export function clipped(value: string): string;
export function clipped(value: string | null): string | null;
export function clipped(value: string | null): string | null {
  return value !== null && value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value;
}
