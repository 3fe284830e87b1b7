import * as v from 'valibot';
import * as a from './atoms';
import { MESSAGE_KINDS } from './kinds';

const { object, optional, peer, seq, slot, value } = a;

export const kind = v.pipe(
  v.picklist(MESSAGE_KINDS, `expected a kind of message: ${MESSAGE_KINDS.join(', ')}`),
  v.description('The name of a message.'),
);

/** One message in flight. */
export const match = v.pipe(
  object({
    kind: optional(kind),
    from: optional(a.process),
    to: optional(a.process),
    seq: optional(seq),
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
    to: optional(a.process),
    seq: optional(seq),
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
        value: v.pipe(v.nullable(value), v.description('null: the key was absent.')),
      }),
      v.description("The clerk's nth call (default: its last) has returned that."),
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
  bytes: optional(
    ofPeer('UTF-8 bytes of the values in those records, the database and the reply table.'),
  ),
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
