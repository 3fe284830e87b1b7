import * as v from 'valibot';
import * as a from './atoms';
import { MESSAGE_KINDS } from './kinds';
import { MAX_PEERS } from './limits';

const { object, optional, peer, seq, slot, value } = a;

export const kind = v.pipe(
  v.picklist(MESSAGE_KINDS, `expected a kind of message: ${MESSAGE_KINDS.join(', ')}`),
  v.description('The name of a message.'),
);

const concerned = v.pipe(
  seq,
  v.description(
    'The instance that the message is about; with multi the slot. A decision may tell of several slots, and is about each of them.',
  ),
);

/** One message in flight. */
export const match = v.pipe(
  object({
    kind: optional(kind),
    from: optional(a.process),
    to: optional(a.process),
    seq: optional(concerned),
    ballot: optional(a.ballot),
    nth: optional(a.ordinal),
  }),
  v.title('Match'),
  v.description('One message in flight; nth (default 1) picks among several, oldest first.'),
);

export type RawMatch = v.InferOutput<typeof match>;

const oneOrMore = <S extends v.GenericSchema>(schema: S, expected: string) =>
  v.union(
    [
      schema,
      v.pipe(v.array(schema, expected), v.minLength(1, expected), v.maxLength(1000, expected)),
    ],
    expected,
  );

const SOME_CLERKS = 'expected true, or a list of at least two clerks';

const severalPeers = v.pipe(
  v.array(peer, 'expected a list of peers'),
  v.minLength(1, 'expected at least one peer'),
  v.maxLength(MAX_PEERS, `expected at most ${MAX_PEERS} peers`),
  v.check((names) => new Set(names).size === names.length, 'expected each name once'),
);

const decided = v.pipe(
  object({
    seq,
    peers: v.pipe(a.numberTest, v.description('How many peers know the decision.')),
    value: optional(
      v.pipe(
        oneOrMore(value, 'expected a value or a list of allowed values'),
        v.description('What they decided: one value, or a list of allowed ones.'),
      ),
    ),
  }),
  v.description(
    'That many peers know instance seq to be decided. Two different decided values make it false.',
  ),
);

const status = v.pipe(
  object({
    peer,
    seq,
    is: v.picklist(
      ['decided', 'pending', 'forgotten'],
      'expected "decided", "pending" or "forgotten"',
    ),
    value: optional(value),
  }),
  v.description("What the library's Status(seq) says at that peer."),
);

const slotIs = v.pipe(
  object({
    peer,
    slot,
    is: v.picklist(
      ['empty', 'accepted', 'chosen', 'cleared'],
      'expected "empty", "accepted", "chosen" or "cleared"',
    ),
    value: optional(v.pipe(v.nullable(value), v.description('null is a no-op.'))),
  }),
  v.description('What that peer knows of a slot.'),
);

const sent = v.pipe(
  object({
    kind: optional(
      v.pipe(
        oneOrMore(
          kind,
          `expected a kind of message or a list of kinds: ${MESSAGE_KINDS.join(', ')}`,
        ),
        v.description('One kind, or a list of kinds that are counted together.'),
      ),
    ),
    from: optional(a.process),
    to: optional(
      v.pipe(
        oneOrMore(a.process, 'expected a peer or a clerk, or a list of them'),
        v.description('One receiver, or a list of receivers that are counted together.'),
      ),
    ),
    seq: optional(concerned),
    ...a.bounds,
  }),
  v.check((test) => a.hasBound(test), a.BOUND),
  v.description(
    'Messages sent since the script began, lost or not; what a peer says to itself does not count.',
  ),
);

const ofPeer = (description: string) =>
  v.pipe(
    object({ peer, ...a.bounds }),
    v.check((test) => a.hasBound(test), a.BOUND),
    v.description(description),
  );

const bytes = v.pipe(
  object({ peer: optional(peer), peers: optional(severalPeers), ...a.bounds }),
  v.check((test) => a.hasBound(test), a.BOUND),
  v.check(
    ({ peer: one, peers: several }) => (one === undefined) !== (several === undefined),
    'expected either "peer" or "peers"',
  ),
  v.description(
    'UTF-8 bytes of the values in those records, the database and the reply table; with peers, of all of them together.',
  ),
);

const waited = v.pipe(
  object({ clerk: optional(a.clerk), ...a.bounds }),
  v.check((test) => a.hasBound(test), a.BOUND),
  v.description(
    'The longest time in ms that this clerk (default: any) waited for one answer so far; a call still outstanding counts.',
  ),
);

const sameResults = v.pipe(
  v.union(
    [
      v.literal(true),
      v.pipe(
        v.array(a.clerk, SOME_CLERKS),
        v.minLength(2, SOME_CLERKS),
        v.maxLength(30, SOME_CLERKS),
      ),
    ],
    SOME_CLERKS,
  ),
  v.description('The last get of each of these clerks (true: of all) returned the same.'),
);

const appended = v.pipe(
  object({ key: a.key }),
  v.description(
    'DSLabs’ check of appends to that key: each answer ends with what was appended; sorted by length each begins with the one before, and no two are equal.',
  ),
);

interface Combinators {
  all?: RawCondition[];
  any?: RawCondition[];
  not?: RawCondition;
}

const leaf = {
  decided: optional(decided),
  status: optional(status),
  min: optional(ofPeer("The library's Min() at that peer.")),
  max: optional(ofPeer("The library's Max() at that peer; -1 before it heard of any instance.")),
  slot: optional(slotIs),
  hole: optional(
    v.pipe(
      object({ peer, slot }),
      v.description('Nothing known there while a later slot is decided.'),
    ),
  ),
  leader: optional(
    v.pipe(v.nullable(peer), v.description('Exactly that peer (null: nobody) believes it leads.')),
  ),
  executed: optional(ofPeer('The highest slot or instance applied, in order.')),
  kv: optional(
    v.pipe(
      object({
        peer,
        key: a.key,
        value: v.pipe(v.nullable(value), v.description('null: the key is absent.')),
      }),
      v.description("An entry of the replica's own map."),
    ),
  ),
  result: optional(
    v.pipe(
      object({
        clerk: a.clerk,
        nth: optional(a.ordinal),
        value: v.pipe(
          v.nullable(value),
          v.description('null: the key was absent, or the answer said nothing.'),
        ),
      }),
      v.description(
        "The clerk's nth call (default: its last) has returned that; with multi an append returns the key's new value.",
      ),
    ),
  ),
  waiting: optional(
    v.pipe(
      object({ clerk: a.clerk, value: v.boolean('expected true or false') }),
      v.description('Whether the clerk has an outstanding call.'),
    ),
  ),
  sent: optional(sent),
  records: optional(ofPeer('Instance or slot records the peer still holds in memory.')),
  bytes: optional(bytes),
  waited: optional(waited),
  sameResults: optional(sameResults),
  appended: optional(appended),
  safe: optional(
    v.pipe(
      v.boolean('expected true or false'),
      v.description('No safety property was violated so far.'),
    ),
  ),
  violated: optional(v.pipe(a.name, v.description('That property was violated.'))),
  linearizable: optional(
    v.pipe(
      v.boolean('expected true or false'),
      v.description("Whether the clients' history so far is linearizable."),
    ),
  ),
};

type Leaf = v.InferOutput<ReturnType<typeof object<typeof leaf>>>;

/** A condition as it is written in a file. */
export type RawCondition = Leaf & Combinators;

const inner: v.GenericSchema<RawCondition> = v.lazy(() => condition);
const several = v.pipe(
  v.array(inner, 'expected a list of conditions'),
  v.minLength(1, 'expected at least one condition'),
);

export const condition: v.GenericSchema<RawCondition> = v.pipe(
  object({
    ...leaf,
    all: optional(v.pipe(several, v.description('Every one of these.'))),
    any: optional(v.pipe(several, v.description('At least one of these.'))),
    not: optional(inner),
  }),
  v.minEntries(1, 'expected at least one thing that must hold'),
  v.title('Condition'),
  v.description('Every key in it must hold.'),
);
