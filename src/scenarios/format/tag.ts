import type { RawNumberTest, RawValue } from './atoms';
import type { RawCondition, RawMatch } from './conditions';
import type { RawArg } from './steps';
import type { Texts } from './texts';
import type {
  Args,
  Condition,
  Match,
  NumberTest,
  PeerNumber,
  PeerStorage,
  Step,
  Verb,
} from './types';

/** A step as the rest of the code reads it, made from the argument that stands in the file. */
export function tagStep<V extends Verb>(
  verb: V,
  at: number | undefined,
  raw: RawArg<V>,
  texts: Texts,
): Step {
  const arg = taggers[verb](raw, texts);
  return { verb, ...(at === undefined ? {} : { at }), arg } as Step;
}

const taggers: { readonly [V in Verb]: (raw: RawArg<V>, texts: Texts) => Args[V] } = {
  start: (raw, texts) => ({ ...raw, value: texts.made(raw.value) }),
  done: (raw) => raw,
  call: called,
  workload: ({ clerk, calls }, texts) => ({
    clerk,
    calls: calls.map((call) => called(call, texts)),
  }),
  propose: (raw, texts) => ({ ...raw, value: texts.made(raw.value) }),
  kill: stored,
  restart: stored,
  pause: (peer) => ({ peer }),
  resume: (peer) => ({ peer }),
  partition: (groups) => ({ groups }),
  heal: () => ({}),
  deaf: (peers) => ({ peers }),
  hear: (peers) => ({ peers }),
  cut: (link) => link,
  mend: (link) => link,
  network: (weather) => weather,
  broken: (rules) => ({ rules }),
  drop: matched,
  deliver: matched,
  duplicate: matched,
  hold: matched,
  release: matched,
  fire: (raw) => raw,
  reconfigure: (raw) => raw,
  run: (raw) => (typeof raw === 'number' ? { ms: raw } : raw),
  note: (text) => ({ text }),
  until: ({ when, within }, texts) => ({ when: tagCondition(when, texts), within }),
  expect: tagCondition,
  never: tagCondition,
  say: (text) => ({ text }),
  ask: (raw) => ({
    ...raw,
    answer: typeof raw.answer === 'number' ? raw.answer : raw.options.indexOf(raw.answer),
  }),
};

function called<C extends { value?: RawValue }>({ value, ...raw }: C, texts: Texts) {
  return value === undefined ? raw : { ...raw, value: texts.made(value) };
}

function stored(raw: RawArg<'kill'>): PeerStorage {
  return typeof raw === 'string' ? { peer: raw } : raw;
}

function matched(raw: RawMatch): Match {
  return { ...raw, nth: raw.nth ?? 1 };
}

function tagCondition(raw: RawCondition, texts: Texts): Condition {
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
    all,
    any,
    not,
    ...plain
  } = raw;
  return {
    ...plain,
    ...(decided && { decided: { ...allowing(decided, texts), peers: numberTest(decided.peers) } }),
    ...(status && { status: allowing(status, texts) }),
    ...(slot && { slot: allowing(slot, texts) }),
    ...(min && { min: ofPeer(min) }),
    ...(max && { max: ofPeer(max) }),
    ...(executed && { executed: ofPeer(executed) }),
    ...(records && { records: ofPeer(records) }),
    ...(bytes && { bytes: ofPeers(bytes) }),
    ...(waited && { waited: tagWaited(waited) }),
    ...(kv && { kv: { peer: kv.peer, key: kv.key, allowed: texts.allowed(kv.value) } }),
    ...(result && { result: tagResult(result, texts) }),
    ...(sent && { sent: tagSent(sent) }),
    ...(all && { all: all.map((inner) => tagCondition(inner, texts)) }),
    ...(any && { any: any.map((inner) => tagCondition(inner, texts)) }),
    ...(not && { not: tagCondition(not, texts) }),
  };
}

type Given<K extends keyof RawCondition> = NonNullable<RawCondition[K]>;

function allowing<T extends { value?: RawValue | null | (RawValue | null)[] }>(
  { value, ...rest }: T,
  texts: Texts,
) {
  return value === undefined ? rest : { ...rest, allowed: texts.allowed(value) };
}

function ofPeer({ peer, ...test }: Given<'min'>): PeerNumber {
  return { peer, test };
}

function ofPeers({ peer, peers, ...test }: Given<'bytes'>): NonNullable<Condition['bytes']> {
  return { peers: peers ?? [peer as string], test };
}

function tagWaited({ clerk, ...test }: Given<'waited'>): NonNullable<Condition['waited']> {
  return { ...(clerk && { clerk }), test };
}

function numberTest(raw: RawNumberTest): NumberTest {
  return typeof raw === 'number' ? { is: raw } : raw;
}

function tagResult(
  { value, ...rest }: Given<'result'>,
  texts: Texts,
): NonNullable<Condition['result']> {
  return { ...rest, allowed: texts.allowed(value) };
}

function tagSent({ kind, from, to, seq, ...count }: Given<'sent'>): NonNullable<Condition['sent']> {
  const kinds = typeof kind === 'string' ? [kind] : kind;
  return {
    ...(kinds && { kinds }),
    ...(from && { from }),
    ...(to && { to: typeof to === 'string' ? [to] : to }),
    ...(seq === undefined ? {} : { seq }),
    count,
  };
}
