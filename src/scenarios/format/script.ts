import { isObject, ms } from './atoms';
import { createClock } from './clock';
import { checkNames } from './names';
import { below, parsed, Refusal, shown } from './refusal';
import { checkSense } from './sense';
import { VERBS, verbs } from './steps';
import { tagStep } from './tag';
import { createTexts } from './texts';
import type { Cluster, Step, Verb } from './types';
import { type Unrolled, withCounters } from './unroll';

/** The unrolled script, every step checked and told apart by its verb. */
export function readSteps(steps: readonly Unrolled[], cluster: Cluster): Step[] {
  const texts = createTexts();
  const checkTime = createClock();
  return steps.map(({ raw, pointer, scope }, index) => {
    texts.begin(index, pointer);
    const context = withCounters(scope);
    const fields = fieldsOf(raw, pointer, context);
    const verb = verbOf(fields, pointer, context);
    const place = below(pointer, verb);
    const at =
      fields.at === undefined ? undefined : parsed(ms, fields.at, below(pointer, 'at'), context);
    const arg = parsed(verbs[verb], fields[verb], place, context);
    checkNames(arg, verb, place, cluster);
    const step = tagStep(verb, at, arg as never, texts);
    checkSense(step, place);
    checkTime(step, pointer);
    return step;
  });
}

type Fields = Readonly<Record<string, unknown>>;

function fieldsOf(raw: unknown, pointer: string, context: string): Fields {
  if (!isObject(raw))
    throw new Refusal(pointer, `expected a step, an object, found ${shown(raw)}${context}`);
  return raw;
}

function verbOf(fields: Fields, pointer: string, context: string): Verb {
  const keys = Object.keys(fields).filter((key) => key !== 'at');
  const unknown = keys.find((key) => !isVerb(key));
  if (unknown !== undefined) {
    throw new Refusal(
      below(pointer, unknown),
      `unknown verb ${shown(unknown)}, expected one of ${VERBS.join(', ')}, repeat`,
    );
  }
  const [verb, other] = keys.filter(isVerb);
  if (verb === undefined)
    throw new Refusal(pointer, `expected exactly one verb, found none${context}`);
  if (other !== undefined)
    throw new Refusal(
      pointer,
      `expected exactly one verb, found "${verb}" and "${other}"${context}`,
    );
  return verb;
}

function isVerb(key: string): key is Verb {
  return Object.hasOwn(verbs, key);
}
