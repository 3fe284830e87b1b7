import { type Judgement, judgeForeign } from '../scenarios/foreign/judge';
import { isOfStates, openForeignTrace } from '../scenarios/foreign/open';
import type { ForeignTrace } from '../scenarios/foreign/trace';
import type { Problem } from './session';

/** Somebody else's trace as the page shows it, with what the safety properties say of it. */
export interface OpenForeign {
  /** Another number for each opening. */
  readonly opened: number;
  readonly trace: ForeignTrace;
  readonly judgement: Judgement;
}

export type ForeignOpened = { readonly foreign: OpenForeign } | { readonly problem: Problem };

/**
 * Whether a text is meant as a foreign trace: it has the states of a model checker, or its first line with anything on
 * it is an object of its own, with a kind.
 */
export function looksForeign(text: string): boolean {
  if (isOfStates(text)) return true;
  const first = text.match(/[^\s\uFEFF][^\n]*/)?.[0].trim() ?? '';
  return first.startsWith('{') && first.endsWith('}') && /"kind"\s*:/.test(first.slice(0, 2000));
}

let opened = 0;

/** Reads and judges a foreign trace; a refusal names the line and the reason. */
export function openForeign(text: string): ForeignOpened {
  const read = openForeignTrace(text);
  if (read.ok)
    return {
      foreign: { opened: ++opened, trace: read.trace, judgement: judgeForeign(read.trace) },
    };
  const place = read.line === 0 ? '' : `line ${read.line}: `;
  return {
    problem: { title: 'This trace cannot be opened', reason: `${place}${read.reason}` },
  };
}
