import type { Address } from '../base/address';
import { keyedHash, rollBetween, rollHappens } from '../base/dice';
import type { Posted } from './events';
import { isCut } from './links';
import { enqueue } from './queue';
import { fromMs, type Micros } from './time';
import { nodeAt, type Wire, type World } from './world';

/** What the kernel must know about messages, and nothing else about them. */
export interface Post<M> {
  /** Equal for two sendings of the same thing and for nothing else. */
  identityOf(message: M): number;
  /** Replies are lost by `replyLoss`, reach deaf servers, and are otherwise messages like any other. */
  isReply(message: M): boolean;
}

/** What a draw is for; each concern has its own dice. */
const CONCERN = { loss: 1, delay: 2, duplicate: 3, copy: 4, timer: 5 } as const;

/** A message leaves: it is lost at once, or put on its way, perhaps twice. Links are judged now, not on arrival. */
export function send<S, M, K>(
  world: World<S, M, K>,
  post: Post<M>,
  from: Address,
  to: Address,
  message: M,
  copy: number,
  posted: Posted<M>[],
): World<S, M, K> {
  const identity = post.identityOf(message);
  const fate = fateOf(world, post, from, to, message, identity, copy);
  const sent = put(world, from, to, message, identity, copy, fate, posted);
  if (fate !== 'underWay' || world.weather.duplicate === 0) return sent;
  const roll = keyedHash(world.seed, CONCERN.duplicate, from, to, identity, copy);
  if (!rollHappens(roll, world.weather.duplicate)) return sent;
  return put(sent, from, to, message, identity, anotherCopy(copy, 0), 'underWay', posted);
}

/** A copy made by hand: the same message once more, with luck of its own. */
export function resend<S, M, K>(
  world: World<S, M, K>,
  post: Post<M>,
  wire: Wire<M>,
  posted: Posted<M>[],
): World<S, M, K> {
  const { from, to, message } = wire;
  const copy = anotherCopy(wire.copy, world.sent);
  return put(world, from, to, message, post.identityOf(message), copy, 'underWay', posted);
}

/** When a timer set now fires. Its key holds the moment, for the same timer is set again and again. */
export function drawTimer<S, M, K>(
  world: World<S, M, K>,
  node: Address,
  name: string,
  [minMs, maxMs]: readonly [number, number],
): Micros {
  const roll = keyedHash(world.seed, CONCERN.timer, node, name, world.now);
  return world.now + rollBetween(roll, fromMs(minMs), fromMs(maxMs));
}

function fateOf<S, M, K>(
  world: World<S, M, K>,
  post: Post<M>,
  from: Address,
  to: Address,
  message: M,
  identity: number,
  copy: number,
): Posted<M>['fate'] {
  const reply = post.isReply(message);
  if (world.cuts.length > 0 && isCut(world.cuts, from, to)) return 'cut';
  if (!reply && nodeAt(world, to).deaf) return 'deaf';
  const chance = reply ? world.weather.replyLoss : world.weather.loss;
  if (chance === 0) return 'underWay';
  return rollHappens(keyedHash(world.seed, CONCERN.loss, from, to, identity, copy), chance)
    ? 'lost'
    : 'underWay';
}

function put<S, M, K>(
  world: World<S, M, K>,
  from: Address,
  to: Address,
  message: M,
  identity: number,
  copy: number,
  fate: Posted<M>['fate'],
  posted: Posted<M>[],
): World<S, M, K> {
  const [minMs, maxMs] = world.weather.delay;
  const roll = keyedHash(world.seed, CONCERN.delay, from, to, identity, copy);
  const at = world.now + rollBetween(roll, fromMs(minMs), fromMs(maxMs));
  const id = world.sent + 1;
  const wire: Wire<M> = { id, from, to, message, sentAt: world.now, at, copy };
  posted.push({ wire, fate });
  if (fate !== 'underWay') return { ...world, sent: id };
  return { ...world, sent: id, wires: enqueue(world.wires, wire) };
}

function anotherCopy(copy: number, nth: number): number {
  return keyedHash(CONCERN.copy, copy, nth);
}
