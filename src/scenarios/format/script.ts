import { fineMs, isObject } from './atoms';
import { createClock } from './clock';
import { inRound } from './expression';
import { checkNames } from './names';
import { below, parsed, Refusal, shown } from './refusal';
import { checkSense } from './sense';
import { VERBS, verbs } from './steps';
import { tagStep } from './tag';
import { createTexts, type Texts } from './texts';
import type { Cluster, Step, Verb } from './types';
import type { Unrolled } from './unroll';

/** The unrolled script, every step checked and told apart by its verb. */
export function readSteps(steps: readonly Unrolled[], cluster: Cluster): Step[] {
  const texts = createTexts();
  const checkTime = createClock();
  return steps.map(({ raw, pointer, scope }, index) => {
    texts.begin(index, pointer);
    return inRound(scope, () => {
      const step = readStep(raw, pointer, cluster, texts);
      checkTime(step, pointer);
      return step;
    });
  });
}

function readStep(raw: unknown, pointer: string, cluster: Cluster, texts: Texts): Step {
  const fields = fieldsOf(raw, pointer);
  const verb = verbOf(fields, pointer);
  const place = below(pointer, verb);
  const at = fields.at === undefined ? undefined : parsed(fineMs, fields.at, below(pointer, 'at'));
  const arg = parsed(verbs[verb], fields[verb], place);
  checkNames(arg, verb, place, cluster);
  const step = tagStep(verb, at, arg as never, texts);
  checkSense(step, place);
  return step;
}

type Fields = Readonly<Record<string, unknown>>;

function fieldsOf(raw: unknown, pointer: string): Fields {
  if (!isObject(raw)) throw new Refusal(pointer, `expected a step, an object, found ${shown(raw)}`);
  return raw;
}

function verbOf(fields: Fields, pointer: string): Verb {
  const keys = Object.keys(fields).filter((key) => key !== 'at');
  const unknown = keys.find((key) => !isVerb(key));
  if (unknown !== undefined) {
    throw new Refusal(
      below(pointer, unknown),
      `unknown verb ${shown(unknown)}, expected one of ${VERBS.join(', ')}, repeat`,
    );
  }
  const [verb, other] = keys.filter(isVerb);
  if (verb === undefined) throw new Refusal(pointer, `expected exactly one verb, found none`);
  if (other !== undefined)
    throw new Refusal(pointer, `expected exactly one verb, found "${verb}" and "${other}"`);
  return verb;
}

function isVerb(key: string): key is Verb {
  return Object.hasOwn(verbs, key);
}
