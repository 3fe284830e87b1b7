/** One line of pseudo-code, and the rules that run it. */
export interface PseudoLine {
  readonly text: string;
  /** Levels of indentation, from 0. */
  readonly indent: number;
  readonly rules: readonly string[];
}

/** What one role does, as a lecture writes it. */
export interface PseudoGroup {
  readonly role: string;
  readonly lines: readonly PseudoLine[];
}

/** Those of these lines, by identity, that these rules ran. */
export function linesRun(
  lines: readonly PseudoLine[],
  rules: readonly string[],
): ReadonlySet<PseudoLine> {
  return new Set(lines.filter((candidate) => candidate.rules.some((rule) => rules.includes(rule))));
}
