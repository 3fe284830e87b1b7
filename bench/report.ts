/** One measured figure, and what it should be. */
export interface Line {
  readonly what: string;
  readonly reached: number;
  readonly unit: string;
  readonly target?: number;
  readonly atMost?: true;
}

export function report(lines: readonly Line[]): void {
  for (const { what, reached, unit, target, atMost } of lines) {
    const aim = target === undefined ? '' : `${atMost ? '≤' : '≥'} ${show(target)}`;
    const figure = `${what.padEnd(44)}${show(reached).padStart(10)} ${unit.padEnd(16)}`;
    console.log(`${figure}${aim.padEnd(12)}${verdict(reached, target, atMost)}`);
  }
}

function verdict(reached: number, target: number | undefined, atMost = false): string {
  if (target === undefined) return '';
  return (atMost ? reached <= target : reached >= target) ? 'reached' : 'MISSED';
}

function show(n: number): string {
  return n >= 100 ? Math.round(n).toLocaleString('en') : n.toPrecision(3);
}
