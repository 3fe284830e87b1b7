import { isObject } from './atoms';
import { inRound, type Scope } from './expression';
import { MAX_STEPS } from './limits';
import { below, parsed, Refusal, shown } from './refusal';
import { repeat } from './steps';
import { type Budget, spend, substitute } from './substitute';

/** A step of the unrolled script: its shape is not looked at yet. */
export interface Unrolled {
  readonly raw: unknown;
  /** Where it stands in the file. */
  readonly pointer: string;
  readonly scope: Scope | null;
}

type Fields = Readonly<Record<string, unknown>>;

const TOO_LONG = `the unrolled script has more than ${MAX_STEPS} steps`;

/** The script with every repeat written out. */
export function unroll(script: readonly unknown[], pointer: string): readonly Unrolled[] {
  if (leastSteps(script) > MAX_STEPS) throw new Refusal(pointer, TOO_LONG);
  const steps: Unrolled[] = [];
  const budget: Budget = { parts: 0, characters: 0 };
  writeOut(script, pointer, null);
  return steps;

  function writeOut(inner: readonly unknown[], at: string, scope: Scope | null): void {
    for (const [index, step] of inner.entries()) {
      const place = below(at, index);
      if (isObject(step) && Object.hasOwn(step, 'repeat')) writeRepeat(step, place, scope);
      else push(known(step, '', place, scope), place, scope);
    }
  }

  function writeRepeat(step: Fields, place: string, scope: Scope | null): void {
    const { times, as, script: inner } = readRepeat(step, place, scope);
    if (step.at !== undefined) {
      push({ at: known(step.at, 'at', below(place, 'at'), scope), run: 0 }, place, scope);
    }
    for (let value = 0; value < times; value++) {
      spend(budget, place);
      writeOut(inner, `${place}/repeat/script`, { name: as, value, outer: scope });
    }
  }

  function readRepeat(step: Fields, place: string, scope: Scope | null) {
    const other = Object.keys(step).find((key) => key !== 'repeat' && key !== 'at');
    if (other !== undefined) {
      throw new Refusal(place, `expected exactly one verb, found "repeat" and ${shown(other)}`);
    }
    const raw = step.repeat;
    const times = isObject(raw) && known(raw.times, 'times', `${place}/repeat/times`, scope);
    const body = isObject(raw) && raw.times !== undefined ? { ...raw, times } : raw;
    return inRound(scope, () => parsed(repeat, body, `${place}/repeat`));
  }

  function known(node: unknown, key: string, place: string, scope: Scope | null): unknown {
    return scope ? inRound(scope, () => substitute(node, key, place, scope, budget)) : node;
  }

  function push(raw: unknown, place: string, scope: Scope | null): void {
    if (steps.length >= MAX_STEPS) throw new Refusal(place, TOO_LONG);
    steps.push({ raw, pointer: place, scope });
  }
}

/** A lower bound that costs no more than reading the file once: large products are refused before anything is built. */
function leastSteps(script: unknown): number {
  if (!Array.isArray(script)) return 0;
  return script.reduce<number>((sum, step) => {
    if (!isObject(step) || !isObject(step.repeat)) return sum + 1;
    const { times, script: inner } = step.repeat;
    return sum + (typeof times === 'number' ? times * leastSteps(inner) : 0);
  }, 0);
}
