import { type JsonSchema, toJsonSchema } from '@valibot/to-json-schema';
import * as v from 'valibot';
import * as atoms from './atoms';
import { network } from './cluster';
import { condition, kind, match } from './conditions';
import { fileOf } from './file';
import { repeatOf, VERBS, verbs } from './steps';

/** The format as a JSON Schema, so that any editor completes a scenario and underlines its mistakes. */
export function publishedSchema(): JsonSchema {
  const { $defs, ...schema } = toJsonSchema(fileOf(step), {
    target: 'draft-2020-12',
    typeMode: 'output', // nothing is transformed; this makes the converter skip the leading "is an object" checks
    ignoreActions: ['check', 'finite'],
    definitions: { ...atomDefinitions, network, match, condition, step, repeatedStep },
  });
  return {
    ...schema,
    title: 'Paxoscope scenario',
    description: 'An initial cluster and a script of what happens to it, format paxoscope/1.',
    $defs: withRepeated(($defs ?? {}) as Definitions),
  };
}

const { peer, clerk, process, seq, slot, ms, fineMs, value, numberTest, name, prose, key, ballot } =
  atoms;
const at = v.pipe(fineMs, v.description('Virtual time runs to this moment first.'));
const atomDefinitions = {
  peer,
  clerk,
  process,
  seq,
  slot,
  ms,
  fineMs,
  at,
  value,
  numberTest,
  name,
  prose,
  key,
  ballot,
  kind,
};

/** Stands for a step inside of a repeat until {@link withRepeated} describes it. */
const repeatedStep = v.unknown();

const step = v.pipe(
  v.union([
    ...VERBS.map((verb) => stepWith(verb, verbs[verb])),
    stepWith('repeat', repeatOf(v.lazy(() => repeatedStep))),
  ]),
  v.title('Step'),
  v.description(
    'Exactly one verb, and optionally the moment ("at") to which virtual time runs first.',
  ),
);

function stepWith(verb: string, arg: v.GenericSchema): v.GenericSchema {
  return v.strictObject({ [verb]: arg, at: atoms.optional(at) });
}

type Definitions = Record<string, JsonSchema>;

/** Inside of a repeat a number or a name may also be a text with a counter in it, so every definition is needed twice. */
function withRepeated({ repeatedStep: _placeholder, ...definitions }: Definitions): Definitions {
  const repeated = Object.entries(definitions).map(([name, schema]) => [
    repeatedName(name),
    loosened(schema),
  ]);
  return {
    ...definitions,
    ...Object.fromEntries(repeated),
    expression: {
      type: 'string',
      pattern: '^=|\\$',
      description:
        '"$i", a text with $i in it, or "=$i*10+1", where i is the counter of a repeat around it.',
    },
  };
}

const PREFIX = '#/$defs/';

function repeatedName(name: string): string {
  return `repeated${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}

function loosened(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(loosened);
  if (typeof node !== 'object' || node === null) return node;
  const schema = node as Record<string, unknown>;
  if (takesExpression(schema)) return { anyOf: [schema, { $ref: `${PREFIX}expression` }] };
  return Object.fromEntries(
    Object.entries(schema).map(([key, part]) => [
      key,
      key === '$ref' ? reference(part) : loosened(part),
    ]),
  );
}

function takesExpression({ type, pattern }: Record<string, unknown>): boolean {
  return type === 'integer' || type === 'number' || (type === 'string' && pattern !== undefined);
}

function reference(ref: unknown): string {
  const name = String(ref).slice(PREFIX.length);
  return PREFIX + (name === 'repeatedStep' ? name : repeatedName(name));
}
