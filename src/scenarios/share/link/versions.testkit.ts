import type { ClusterHappening, Deviation } from '../deviations';
import type { Link } from './body';

const call = { op: 'append', key: 'k', value: 'é "\u2028', servers: [2, 1] } as const;

/** One of every kind. */
const HAPPENINGS: readonly ClusterHappening[] = [
  { type: 'deliver', wire: 1 },
  { type: 'drop', wire: 2 },
  { type: 'hold', wire: 345 },
  { type: 'release', wire: 345 },
  { type: 'duplicate', wire: 1_000_000_000 },
  { type: 'fire', node: 101, timer: 'clerkRetry' },
  { type: 'call', node: 1, request: { type: 'start', seq: 0, value: 'x' } },
  { type: 'call', node: 9, request: { type: 'done', seq: 1_000_000_000 } },
  { type: 'call', node: 3, request: { type: 'propose', value: '' } },
  { type: 'call', node: 130, request: { type: 'call', call: { ...call, pauseMs: 0 } } },
  { type: 'call', node: 101, request: { type: 'workload', calls: [call, { ...call, op: 'get' }] } },
  { type: 'crash', node: 1 },
  { type: 'crash', node: 2, storage: 'lost' },
  { type: 'restart', node: 1 },
  { type: 'restart', node: 2, storage: 'kept' },
  { type: 'pause', node: 3 },
  { type: 'resume', node: 3 },
  { type: 'partition', groups: [[1, 2, 101], [3], []] },
  { type: 'heal' },
  { type: 'deaf', nodes: [1, 3] },
  { type: 'hear', nodes: [] },
  { type: 'cut', link: { from: 1, to: 101 } },
  { type: 'mend', link: { from: 101, to: 1 } },
  {
    type: 'weather',
    weather: { delay: [0.25, 1e9], loss: 0.1, replyLoss: 1, duplicate: 0.333 },
  },
  { type: 'wait' },
];

const deviations = HAPPENINGS.map((happening, i): Deviation => {
  return { depth: 3 * i + (i % 2), late: (i % 3) * 12_345, happening };
});

/** A link with everything that a link can say. */
export const EVERYTHING: Link<{ kind: 'server'; server: number }> = {
  source: { id: 'multi/kill-the-leader', digest: '0123abcd' },
  setUp: { seed: 7, preemption: 'retry', timers: { heartbeat: 30 } },
  course: { deviations, length: 99_999 },
  cursor: 12_345,
  selection: { kind: 'server', server: 1 },
  check: 'fedc9876',
};

/** {@link EVERYTHING} as it was first written in each version: whoever has such a link can open it for ever. */
export const AS_FIRST_WRITTEN: Readonly<Record<number, string>> = {
  1: '1.fVNBjtswDPxKMWduatnJbqNnFNiT1getzdSCFVuQ5KRFEKDPad_Rn_Qlhew4iQNsdRLI0XA4pE4IFXfamx5SYT_YaD63xtqn2PCTZV2zByETeaHfqxolIXB8dZAnBOYa8oXgPPPeRdN3kPAc_Q8QotmzDwnXsPbxnXWELLLzmVDzwegED5BKZZSRQs3WHFItUZakChJ5sd6kuO8dKE9BQfn6eZvATW9rULHeTNgU8mxZB75GxY1hcNZUOjJIZPOZHs58O-PHrCBUln37dexhokn5SlsLEqQQovYRlBG-o1wqnUDbVLHvHoot1E_AghSc712fRGMmu6tW3O4K2jnuahBaEP78_vSGvz9_gVROoqRUYNHyhSFLio-9b22va5D6P01JCt84fpAsy6VlldehuUzrYtIUyQm2DxFLczxfnBNLL67xnNCym5-llNPDOM9la57DsJ_DNzlO-2jGDSSV6FPzCVCSms0ZF4e1fVBWs94h5YuHMaW1xfj8OpghjsjEvVS1H11VyXHxYNSRdWzSYiuVrfLN_VpQthIkKFsVRXEn8qhNHPcBfOAuBshtOoRq8KH3kFNVBLZcTb_uhNZ0NSQC-_EXzRcpzoSq4aqFxI7ravvl5Rnnfw.3e9fc0',
};
