import fc from 'fast-check';
import type { Address } from '../../base/address';
import { emptyIntMap, type IntMap, setAt } from '../../base/intMap';

// Any events of the three roles, most of them about few servers, slots and ballots, so that many of them count.

const kind = <T extends string>(type: T) => fc.constant(type);

const SERVERS: readonly Address[] = [1, 2, 3];
const from = fc.constantFrom(...SERVERS);
const value = fc.constantFrom('a', 'b', 'no-op');
const slot = fc.integer({ min: 1, max: 5 });
// Mostly 1.S1, the first ballot of the leader under test.
const ballot = fc.record({
  round: fc.constantFrom(1, 1, 1, 1, 2, 3),
  server: fc.constantFrom(1, 1, 1, 1, 2, 3),
});
const vote = fc.record({ ballot, value });

function mapOf<T>(held: fc.Arbitrary<T>): fc.Arbitrary<IntMap<T>> {
  return fc
    .array(fc.tuple(slot, held), { maxLength: 3 })
    .map((all) => all.reduce((map, [at, what]) => setAt(map, at, what), emptyIntMap<T>()));
}

const few = fc.nat({ max: 5 });
const clear = fc.record({ type: kind('CLEAR'), bound: few });

export const acceptorEvent = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ type: kind('P1A'), from, ballot, attempt: few, decided: mapOf(value) }),
  },
  {
    weight: 6,
    arbitrary: fc.record({ type: kind('P2A'), from, ballot, slot, value, attempt: few }),
  },
  { weight: 1, arbitrary: clear },
);

export const learnerEvent = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      type: kind('DECIDED'),
      from,
      entries: fc.uniqueArray(fc.record({ slot, value }), {
        maxLength: 3,
        selector: (entry) => entry.slot,
      }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      type: kind('DECIDED_UP_TO'),
      from,
      ballot,
      upTo: few,
      votes: mapOf(vote),
    }),
  },
  { weight: 1, arbitrary: clear },
);

/** What a learner beside the leader may know: all that it has cleared is executed. */
const log = fc
  .record({ decided: mapOf(value), executed: few, cleared: few })
  .map(({ decided, executed, cleared }) => ({
    decided,
    executed: Math.max(executed, cleared),
    cleared,
  }));

const promised = fc.option(ballot, { nil: null, freq: 4 });
const promise = fc.record({
  type: kind('P1B'),
  from,
  ballot,
  accepted: mapOf(vote),
  decided: mapOf(value),
  cleared: few,
});

export const leaderEvent = fc
  .tuple(
    log,
    fc.oneof(
      { weight: 1, arbitrary: fc.record({ type: kind('BEGIN') }) },
      { weight: 5, arbitrary: fc.record({ type: kind('CHECK') }) },
      { weight: 2, arbitrary: fc.record({ type: fc.constantFrom('BACKOFF', 'HEARTBEAT_DUE') }) },
      { weight: 2, arbitrary: fc.record({ type: kind('SEEN'), from, ballot }) },
      // A promise, and now and then a refusal.
      { weight: 8, arbitrary: promise.map((told) => ({ ...told, promised: told.ballot })) },
      {
        weight: 1,
        arbitrary: fc
          .record({ told: promise, promised: ballot })
          .map(({ told, ...by }) => ({ ...told, ...by })),
      },
      {
        weight: 6,
        arbitrary: fc.record({
          type: kind('P2B'),
          from,
          ballot,
          slot,
          accepted: fc.boolean(),
          promised,
        }),
      },
      {
        weight: 2,
        arbitrary: fc.record({
          type: kind('HEARTBEAT_REPLY'),
          from,
          ballot,
          promised,
          executed: few,
          decidedUpTo: few,
          beat: few,
        }),
      },
      {
        weight: 4,
        arbitrary: fc.record({ type: kind('PROPOSE'), value: fc.constantFrom('a', 'b', 'c', 'd') }),
      },
      { weight: 1, arbitrary: clear },
    ),
  )
  .map(([beside, event]) => ({ log: beside, ...event }));
