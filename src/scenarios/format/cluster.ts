import * as v from 'valibot';
import { fineMs, name, object, optional, ratio, timerMs } from './atoms';
import { MAX_BROKEN, MAX_CLERKS, MAX_PEERS } from './limits';
import { Refusal } from './refusal';
import type { Cluster, Network } from './types';

const count = (min: number, max: number) => {
  const expected = `expected a whole number, ${min} to ${max}`;
  return v.pipe(
    v.number(expected),
    v.integer(expected),
    v.minValue(min, expected),
    v.maxValue(max, expected),
  );
};

const DELAY = 'expected [least, most] milliseconds';

export const network = v.pipe(
  object({
    delay: optional(
      v.pipe(
        v.strictTuple([fineMs, fineMs], DELAY),
        v.check(
          ([least, most]) => least <= most,
          'expected [least, most] with least not above most',
        ),
        v.description('The least and the most milliseconds a message travels.'),
      ),
    ),
    loss: optional(v.pipe(ratio, v.description('How many of the requests are lost, 0 to 1.'))),
    replyLoss: optional(
      v.pipe(
        ratio,
        v.description(
          'How many of the requests that arrive are carried out while their reply is lost, 0 to 1.',
        ),
      ),
    ),
    duplicate: optional(
      v.pipe(ratio, v.description('How many of the messages arrive twice, 0 to 1.')),
    ),
  }),
  v.title('Weather'),
  v.description('What the network does to messages. In a step, what is not named stays as it was.'),
);

export type RawNetwork = v.InferOutput<typeof network>;

export const brokenRules = v.pipe(
  v.array(name, 'expected a list of rule ids'),
  v.maxLength(MAX_BROKEN, `expected at most ${MAX_BROKEN} rule ids`),
);

export const cluster = v.pipe(
  object({
    protocol: v.pipe(
      v.picklist(['basic', 'multi', 'pmmc'], 'expected "basic", "multi" or "pmmc"'),
      v.description(
        'basic: one Paxos per instance (MIT lab); multi: a stable leader (DSLabs); pmmc: Paxos Made Moderately Complex.',
      ),
    ),
    peers: v.pipe(count(1, MAX_PEERS), v.description('How many peers; they are called S1, S2, …')),
    clerks: optional(
      v.pipe(
        count(0, MAX_CLERKS),
        v.description('How many key/value clients; they are called C1, C2, …'),
      ),
    ),
    seed: optional(v.pipe(count(0, 0xffff_ffff), v.description('The only source of chance.'))),
    delivery: optional(
      v.pipe(
        v.picklist(['auto', 'manual'], 'expected "auto" or "manual"'),
        v.description(
          'auto: virtual time delivers; manual: nothing moves unless the script says so.',
        ),
      ),
    ),
    network: optional(network),
    storage: optional(
      v.pipe(
        v.picklist(['durable', 'volatile'], 'expected "durable" or "volatile"'),
        v.description('durable: acceptor state survives a crash; volatile: it does not.'),
      ),
    ),
    timers: optional(
      v.pipe(
        v.custom<object>((input) => !Array.isArray(input), 'expected an object'),
        v.record(name, timerMs, 'expected an object of milliseconds'),
        v.maxEntries(32, 'expected at most 32 timers'),
        v.description(
          'Milliseconds by name: retry (a proposer tries again), heartbeat, heartbeatCheck, clerkRetry, …',
        ),
      ),
    ),
    preemption: optional(
      v.pipe(
        v.picklist(['wait', 'retry', 'backoff'], 'expected "wait", "retry" or "backoff"'),
        v.description(
          'multi: what a leader or candidate does when it sees a higher ballot. wait (default): waits for its owner to lead; retry: runs phase 1 again at once; backoff: runs it again after a pause drawn by chance, which grows.',
        ),
      ),
    ),
    toSelf: optional(
      v.pipe(
        v.picklist(['call', 'message'], 'expected "call" or "message"'),
        v.description(
          'multi: whether what a server says to itself is a function call (default) or travels as a message, as on the CS 505 slides.',
        ),
      ),
    ),
    broken: optional(
      v.pipe(
        brokenRules,
        v.description('Ids of deliberately wrong rules (the bug lab); none is correct Paxos.'),
      ),
    ),
  }),
  v.title('Cluster'),
  v.description('The world before the script begins.'),
);

export type RawCluster = v.InferOutput<typeof cluster>;

/** Refuses what the cluster's protocol has no use for: it would be ignored without a word. */
export function checkCluster(raw: RawCluster): void {
  if (raw.protocol === 'multi') return;
  for (const key of ['preemption', 'toSelf'] as const) {
    if (raw[key] !== undefined)
      throw new Refusal(`/cluster/${key}`, `"${key}" is for the protocol "multi" only`);
  }
}

const CALM: Network = { delay: [5, 15], loss: 0, replyLoss: 0, duplicate: 0 };

/** A cluster with everything said that its file left out. */
export function completeCluster(raw: RawCluster): Cluster {
  return {
    protocol: raw.protocol,
    peers: raw.peers,
    clerks: raw.clerks ?? 0,
    seed: raw.seed ?? 1,
    delivery: raw.delivery ?? 'auto',
    network: { ...CALM, ...raw.network },
    storage: raw.storage ?? 'durable',
    timers: raw.timers ?? {},
    broken: raw.broken ?? [],
    preemption: raw.preemption ?? 'wait',
    toSelf: raw.toSelf ?? 'call',
  };
}
