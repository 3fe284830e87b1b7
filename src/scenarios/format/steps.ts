import * as v from 'valibot';
import * as a from './atoms';
import { brokenRules, network } from './cluster';
import { condition, match } from './conditions';
import { MAX_CALLS, MAX_CLERKS, MAX_MS, MAX_PEERS, MAX_STEPS } from './limits';
import type { Verb } from './types';

const { object, optional, peer, seq, value } = a;
const EVENTS = 'expected a whole number of events, from 0';
const TIMES = `expected a whole number of times, 0 to ${MAX_STEPS}`;

/** A schema and what an editor says about it. */
const told = <const S extends v.GenericSchema>(schema: S, description: string) =>
  v.pipe(schema, v.description(description));

const peers = v.pipe(
  v.array(peer, 'expected a list of peers, such as ["S1"]'),
  v.minLength(1, 'expected at least one peer'),
  v.maxLength(MAX_PEERS, `expected at most ${MAX_PEERS} peers`),
);

const group = v.pipe(
  v.array(a.process, 'expected a group: a list of names, such as ["S1", "S2"]'),
  v.maxLength(MAX_PEERS + MAX_CLERKS, 'expected each name once'),
);

const stored = v.union(
  [
    peer,
    object({
      peer,
      storage: optional(
        v.pipe(
          v.picklist(['kept', 'lost'], 'expected "kept" or "lost"'),
          v.description('What becomes of the disk; default: what the cluster says.'),
        ),
      ),
    }),
  ],
  'expected a peer, such as "S1", or {"peer": "S1", "storage": "kept" or "lost"}',
);

const link = object({ from: a.process, to: a.process });

/** What a clerk calls. */
const operation = {
  op: v.picklist(['get', 'put', 'append'], 'expected "get", "put" or "append"'),
  key: a.key,
  value: optional(value),
  to: optional(told(peers, 'The servers it knows, in the order it tries them; default: all.')),
  pause: optional(
    told(
      a.ms,
      'How long the client thinks before this call when it waits in line; the line goes on after that.',
    ),
  ),
};

const events = v.pipe(
  object({ events: v.pipe(v.number(EVENTS), v.integer(EVENTS), v.minValue(0, EVENTS)) }),
  v.description('Let that many events happen, however much time they take.'),
);

/** The argument of every verb but `repeat`, as it is written in a file. */
export const verbs = {
  start: told(object({ peer, seq, value }), "The library's Start(seq, v) at that peer."),
  done: told(object({ peer, seq }), "The library's Done(seq) at that peer."),
  call: told(
    object({
      clerk: a.clerk,
      ...operation,
      wait: optional(
        told(a.ms, 'The script waits until the call returned, and fails after that long.'),
      ),
    }),
    "A clerk's call to the key/value service.",
  ),
  workload: told(
    object({
      clerk: a.clerk,
      calls: v.pipe(
        v.array(object(operation), 'expected a list of calls'),
        v.minLength(1, 'expected at least one call'),
        v.maxLength(MAX_CALLS, `expected at most ${MAX_CALLS} calls`),
      ),
    }),
    'Several calls of one clerk, handed to it at once: it makes each after the answer to the one before.',
  ),
  propose: told(object({ peer, value }), 'Hand a command straight to a server (multi, pmmc).'),
  kill: told(stored, 'Crash a peer.'),
  restart: told(stored, 'A crashed peer comes back.'),
  pause: told(peer, 'The peer handles nothing meanwhile; nothing is lost.'),
  resume: told(peer, 'A paused peer goes on.'),
  partition: v.pipe(
    v.array(group, 'expected a list of groups, such as [["S1", "S2"], ["S3"]]'),
    v.maxLength(MAX_PEERS + MAX_CLERKS, 'expected each name once'),
    v.description(
      'Links only inside each group; a peer in no group is alone; a clerk in no group reaches every peer.',
    ),
  ),
  heal: told(v.literal(true, 'expected true'), 'All links back, nobody deaf, weather unchanged.'),
  deaf: told(peers, 'Nobody can call these; they still call others and hear the replies.'),
  hear: told(peers, 'These can be called again.'),
  cut: told(link, 'Cut one direction of one link.'),
  mend: told(link, 'Mend one direction of one link.'),
  network: told(network, 'Change the weather from here on; what is not named stays.'),
  broken: told(
    brokenRules,
    'From here on exactly these rules of the bug lab are wrong; [] is correct Paxos.',
  ),
  drop: told(match, 'Lose one message in flight.'),
  deliver: told(match, 'Deliver one message in flight now.'),
  duplicate: told(match, 'Copy one message in flight.'),
  hold: told(match, 'Keep one message in flight until it is released.'),
  release: told(match, 'Let go of a held message.'),
  fire: told(object({ peer: a.process, timer: a.name }), 'Make a pending timer fire now.'),
  reconfigure: told(object({ peers }), 'Propose a new membership (pmmc).'),
  run: told(
    v.union(
      [a.ms, events],
      `expected milliseconds, a whole number from 0 to ${MAX_MS}, or {"events": n}`,
    ),
    'Let that much virtual time pass, or that many events happen.',
  ),
  note: told(a.prose, 'A comment for authors; nothing happens.'),
  until: told(
    object({
      when: condition,
      within: told(a.ms, 'Failing to hold in that time is a failure of the script.'),
    }),
    'Let time pass until the condition holds.',
  ),
  expect: told(condition, 'Must hold now.'),
  never: told(condition, 'Must not hold at any moment from here to the end of the script.'),
  say: told(a.prose, 'Narration for this moment (Markdown subset).'),
  ask: told(
    object({
      question: told(a.prose, 'What will happen next?'),
      options: v.pipe(
        v.array(a.prose, 'expected a list of texts'),
        v.minLength(2, 'expected at least two options'),
        v.maxLength(9, 'expected at most nine options'),
      ),
      answer: told(
        v.union(
          [v.string(), v.pipe(v.number(), v.integer())],
          'expected one of the options, or its place from 0',
        ),
        'The right option: its text, or its place from 0.',
      ),
      because: told(a.prose, 'Why it is right.'),
    }),
    'A prediction before the next step.',
  ),
} satisfies Record<Verb, v.GenericSchema>;

export type RawArg<V extends Verb> = v.InferOutput<(typeof verbs)[V]>;

export const VERBS = Object.keys(verbs) as Verb[];

/** Names what a repeat counts with. */
const counter = v.pipe(
  v.string('expected a name for the counter, such as "i"'),
  v.regex(
    /^[A-Za-z_][A-Za-z0-9_]{0,30}$/,
    'expected a name for the counter: letters, digits and _',
  ),
  v.description(
    'The name of the counter, which runs from 0; "$i" and "=$i*10+1" in the script stand for it.',
  ),
);

const times = told(
  v.pipe(v.number(TIMES), v.integer(TIMES), v.minValue(0, TIMES), v.maxValue(MAX_STEPS, TIMES)),
  'How often the inner script is carried out.',
);

/** A repeat around any form of inner script. */
export const repeatOf = <const S extends v.GenericSchema>(step: S) =>
  object({ times, as: counter, script: v.array(step, 'expected a list of steps') });

/** A repeat whose script is not looked at yet: it is read when it is written out, with its counter known. */
export const repeat = repeatOf(v.unknown());
