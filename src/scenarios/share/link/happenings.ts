import * as v from 'valibot';
import { CLERK_BASE } from '../../../base/address';
import * as a from '../../format/atoms';
import { MAX_BROKEN, MAX_CALLS, MAX_CLERKS, MAX_MS, MAX_PEERS, MAX_SEQ } from '../../format/limits';
import type { ClusterHappening } from '../deviations';
import { type Field, type Form, fieldsOf, kindsOf, many, plain } from './forms';

type Request = Extract<ClusterHappening, { type: 'call' }>['request'];

const address = a.whole(1, CLERK_BASE + MAX_CLERKS, 'an address');
const everybody = MAX_PEERS + MAX_CLERKS;
const addresses = many(plain(address), everybody);
const oneOrMore = v.pipe(
  v.array(address, 'expected a list of servers'),
  v.minLength(1, 'expected at least one server'),
  v.maxLength(MAX_PEERS, `expected at most ${MAX_PEERS} servers`),
);

const DELAY = 'expected [least, most] milliseconds';
const delayMs = v.pipe(v.number(DELAY), v.minValue(0, DELAY), v.maxValue(MAX_MS, DELAY));
const delay = v.pipe(
  v.strictTuple([delayMs, delayMs], DELAY),
  v.check(([least, most]) => least <= most, DELAY),
);

const wire: readonly Field[] = [['wire', plain(a.whole(1, MAX_SEQ, 'a message'))]];
const node: Field = ['node', plain(address)];
const nodes: readonly Field[] = [['nodes', addresses]];
const disk: Field = [
  'storage',
  plain(v.picklist(['kept', 'lost'], 'expected "kept" or "lost"')),
  'optional',
];
const link: readonly Field[] = [
  [
    'link',
    fieldsOf([
      ['from', plain(address)],
      ['to', plain(address)],
    ]),
  ],
];
const weather = fieldsOf([
  ['delay', plain(delay)],
  ['loss', plain(a.ratio)],
  ['replyLoss', plain(a.ratio)],
  ['duplicate', plain(a.ratio)],
]);

const call = fieldsOf([
  ['op', plain(v.picklist(['get', 'put', 'append'], 'expected "get", "put" or "append"'))],
  ['key', plain(a.key)],
  ['value', plain(a.prose)],
  ['servers', plain(oneOrMore)],
  ['pauseMs', plain(a.whole(0, MAX_MS, 'milliseconds')), 'optional'],
]);

const seq: Field = ['seq', plain(a.seq)];
const value: Field = ['value', plain(a.prose)];

const request = kindsOf({
  start: [seq, value],
  done: [seq],
  propose: [value],
  call: [['call', call]],
  workload: [['calls', many(call, MAX_CALLS)]],
} satisfies Record<Request['type'], readonly Field[]>);

/** Anything that can happen to a cluster. */
export const happeningForm: Form = kindsOf({
  deliver: wire,
  drop: wire,
  hold: wire,
  release: wire,
  duplicate: wire,
  fire: [node, ['timer', plain(a.name)]],
  call: [node, ['request', request]],
  crash: [node, disk],
  restart: [node, disk],
  pause: [node],
  resume: [node],
  partition: [['groups', many(addresses, everybody)]],
  heal: [],
  deaf: nodes,
  hear: nodes,
  cut: link,
  mend: link,
  weather: [['weather', weather]],
  rules: [['broken', many(plain(a.name), MAX_BROKEN)]],
  wait: [],
} satisfies Record<ClusterHappening['type'], readonly Field[]>);
