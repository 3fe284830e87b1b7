import { MAX_STEPS } from './limits';

/** The text that stands for a fill of this length at this step of a script. */
export function fillOf(length: number, step: number): string {
  return `fill ${step} `.slice(0, length).padEnd(length, 'x');
}

/** Which fill a text is; null for any other text, and for those that are no longer written as a fill than as they are. */
export function readFill(text: string): { readonly fill: number; readonly step: number } | null {
  if (text.length < SHORTEST) return null;
  const step = Number(/^fill (\d{1,6}) x/.exec(text)?.[1] ?? Number.NaN);
  return step <= MAX_STEPS && text === fillOf(text.length, step)
    ? { fill: text.length, step }
    : null;
}

const SHORTEST = 40;
