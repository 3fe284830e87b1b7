/** Two servers decide alone: one value each, the end of agreement. */
export const SMALL_QUORUM = { protocol: 'basic', delivery: 'manual', broken: ['small-quorum'] };

export const TWO_DECIDE = [
  { start: { peer: 'S1', seq: 0, value: 'A' } },
  { start: { peer: 'S2', seq: 0, value: 'B' } },
];

/** A server answers from its own map: what it says is old. */
export const LOCAL_READ = {
  protocol: 'basic',
  clerks: 2,
  seed: 3,
  delivery: 'auto',
  broken: ['local-read'],
};

export const OLD_ANSWER = [
  {
    partition: [
      ['S1', 'S2', 'C1'],
      ['S3', 'C2'],
    ],
  },
  { call: { clerk: 'C1', op: 'put', key: 'x', value: '1', to: ['S1'], wait: 5000 } },
  { at: 400, call: { clerk: 'C2', op: 'get', key: 'x', to: ['S3'], wait: 5000 } },
];
