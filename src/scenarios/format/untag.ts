import type { RawValue } from './atoms';
import type { RawCondition } from './conditions';
import { readFill } from './fills';
import type { RawArg } from './steps';
import type {
  Allowed,
  Args,
  Condition,
  Match,
  PeerStorage,
  Step,
  Verb,
  WorkloadCall,
} from './types';

/** A step as it stands in a file: the reverse of {@link tagStep}. */
export function untagStep({ verb, at, arg }: Step): Record<string, unknown> {
  const raw = (untaggers[verb] as (arg: Args[Verb]) => unknown)(arg);
  return { ...(at === undefined ? {} : { at }), [verb]: raw };
}

const untaggers: { readonly [V in Verb]: (arg: Args[V]) => RawArg<V> } = {
  start: (arg) => ({ ...arg, value: rawText(arg.value) }),
  done: (arg) => arg,
  call: ({ clerk, wait, ...call }) => ({
    clerk,
    ...called(call),
    ...(wait === undefined ? {} : { wait }),
  }),
  workload: ({ clerk, calls }) => ({ clerk, calls: calls.map(called) }),
  propose: (arg) => ({ ...arg, value: rawText(arg.value) }),
  kill: stored,
  restart: stored,
  pause: ({ peer }) => peer,
  resume: ({ peer }) => peer,
  partition: ({ groups }) => groups.map((group) => [...group]),
  heal: () => true,
  deaf: ({ peers }) => [...peers],
  hear: ({ peers }) => [...peers],
  cut: (arg) => arg,
  mend: (arg) => arg,
  network: ({ delay, ...ratios }) => ({ ...(delay && { delay: [...delay] }), ...ratios }),
  broken: ({ rules }) => [...rules],
  drop: matched,
  deliver: matched,
  duplicate: matched,
  hold: matched,
  release: matched,
  fire: (arg) => arg,
  reconfigure: ({ peers }) => ({ peers: [...peers] }),
  run: (arg) => ('ms' in arg ? arg.ms : arg),
  note: ({ text }) => text,
  until: ({ when, within }) => ({ when: untagCondition(when), within }),
  expect: untagCondition,
  never: untagCondition,
  say: ({ text }) => text,
  ask: (arg) => ({ ...arg, options: [...arg.options] }),
};

function called({ value, to, ...call }: WorkloadCall) {
  return {
    ...call,
    ...(value === undefined ? {} : { value: rawText(value) }),
    ...(to && { to: [...to] }),
  };
}

function stored({ peer, storage }: PeerStorage): RawArg<'kill'> {
  return storage ? { peer, storage } : peer;
}

function matched({ nth, ...match }: Match): RawArg<'drop'> {
  return nth === 1 ? match : { ...match, nth };
}

// ---- values -------------------------------------------------------------------------------------------------------

function rawText(text: string): RawValue {
  return readFill(text) ?? text;
}

const rawOne = (one: string | null) => (one === null ? null : rawText(one));

/** What a condition that takes one value allows; several are the fills of one length, made at several steps. */
function rawValue(allowed: Allowed): RawValue | null {
  const [one = '', other] = allowed;
  if (allowed.length === 0) return NO_FILL;
  return other === undefined ? rawOne(one) : { fill: (one ?? '').length };
}

/** A fill that no step of a written file makes. */
const NO_FILL = { fill: 0 } as const;

/** What a condition that takes a list of values allows. */
function rawList(allowed: Allowed): RawValue | RawValue[] {
  const texts = allowed.flatMap((one) => (one === null ? [] : [rawText(one)]));
  const [only] = texts;
  if (only === undefined) return NO_FILL;
  return texts.length === 1 ? only : texts;
}

// ---- conditions ---------------------------------------------------------------------------------------------------

function untagCondition(condition: Condition): RawCondition {
  const {
    decided,
    status,
    slot,
    min,
    max,
    executed,
    records,
    bytes,
    waited,
    kv,
    result,
    sent,
    sameResults,
    all,
    any,
    not,
    ...plain
  } = condition;
  return {
    ...plain,
    ...(decided && { decided: untagDecided(decided) }),
    ...(status && { status: untagStatus(status) }),
    ...(slot && { slot: untagSlot(slot) }),
    ...(min && { min: ofPeer(min) }),
    ...(max && { max: ofPeer(max) }),
    ...(executed && { executed: ofPeer(executed) }),
    ...(records && { records: ofPeer(records) }),
    ...(bytes && { bytes: { peers: [...bytes.peers], ...bytes.test } }),
    ...(waited && { waited: untagWaited(waited) }),
    ...(kv && { kv: { peer: kv.peer, key: kv.key, value: rawValue(kv.allowed) } }),
    ...(result && { result: untagResult(result) }),
    ...(sent && { sent: untagSent(sent) }),
    ...(sameResults && { sameResults: sameResults === true ? true : [...sameResults] }),
    ...(all && { all: all.map(untagCondition) }),
    ...(any && { any: any.map(untagCondition) }),
    ...(not && { not: untagCondition(not) }),
  };
}

type Raw<K extends keyof RawCondition> = NonNullable<RawCondition[K]>;
type Tagged<K extends keyof Condition> = NonNullable<Condition[K]>;

function ofPeer({ peer, test }: Tagged<'min'>): Raw<'min'> {
  return { peer, ...test };
}

function untagDecided({ allowed, ...rest }: Tagged<'decided'>): Raw<'decided'> {
  return { ...rest, ...(allowed && { value: rawList(allowed) }) };
}

function untagStatus({ allowed, ...rest }: Tagged<'status'>): Raw<'status'> {
  // A status has no null: what is not decided has no value to speak of.
  return { ...rest, ...(allowed && { value: rawValue(allowed) ?? NO_FILL }) };
}

function untagSlot({ allowed, ...rest }: Tagged<'slot'>): Raw<'slot'> {
  return { ...rest, ...(allowed && { value: rawValue(allowed) }) };
}

function untagWaited({ clerk, test }: Tagged<'waited'>): Raw<'waited'> {
  return { ...(clerk && { clerk }), ...test };
}

function untagResult({ allowed, ...rest }: Tagged<'result'>): Raw<'result'> {
  return { ...rest, value: rawValue(allowed) };
}

function untagSent({ kinds, to, count, ...rest }: Tagged<'sent'>): Raw<'sent'> {
  return { ...rest, ...(kinds && { kind: [...kinds] }), ...(to && { to: [...to] }), ...count };
}
