import { describe, expect, test } from 'vitest';
import { among, type Posted } from '../../base/nodes.testkit';
import { ballot } from '../ballot.testkit';
import type { Message } from './messages';
import { Cluster, led, show } from './multi.testkit';

const is =
  (...kinds: Message['kind'][]) =>
  ({ message }: Posted<Message>) =>
    kinds.includes(message.kind);
const not =
  (...kinds: Message['kind'][]) =>
  (wire: Posted<Message>) =>
    !is(...kinds)(wire);

describe('a lost message (CONFORMANCE 4.11, BL-62)', () => {
  test.each(['p1a', 'p1b'] as const)('a %s is asked for again', (kind) => {
    const cluster = new Cluster(3).campaign(1).run(not(kind));
    expect(cluster.roles[0]).toBe('electing');
    expect(cluster.check(1).run().roles[0]).toBe('leading');
  });

  test.each(['p2a', 'p2b'] as const)('a %s is asked for again', (kind) => {
    const cluster = led().propose(1, 'a').run(not(kind));
    for (let i = 0; i < 2; i++) cluster.beat(1).run();
    expect(cluster.log(1)).toBe('');
    expect(cluster.beat(1).run().log(1)).toBe('1=a');
  });

  test('a P1A that S3 never got is learned of by its P2B', () => {
    const cluster = new Cluster(3).campaign(1).run(among(1, 2)).propose(1, 'a').run(among(1, 3));
    expect(cluster.votes(3)).toBe('');
    expect(cluster.state(3).acceptor.context.ballot).toEqual(ballot('1.S1'));
    for (let i = 0; i < 3; i++) cluster.beat(1).run(among(1, 3));
    expect(cluster.votes(3)).toBe('1=1.S1:a');
    expect(cluster.log(1)).toBe('1=a');
  });

  test('or by its heartbeat reply', () => {
    const cluster = new Cluster(3).campaign(1).run(among(1, 2)).beat(1).run(among(1, 3));
    expect(cluster.state(3).acceptor.context.ballot).toEqual(ballot('1.S1'));
    expect(cluster.propose(1, 'a').run(among(1, 3)).log(1)).toBe('1=a');
  });

  test('P2As missed altogether: the leader teaches what is lacking, at the next heartbeat', () => {
    const cluster = led().propose(1, 'a', 'b', 'c').run(among(1, 2)).beat(1).run();
    expect(
      cluster.sent.filter(is('decision')).map(({ to, message }) => [to, show(message)]),
    ).toEqual([[3, 'decision 1.S1 from 1: a,b,c #1']]);
    expect([cluster.log(3), cluster.executed(3)]).toEqual(['1=a 2=b 3=c', 3]);
  });

  test('a server that slept through a reign learns its log from the next leader', () => {
    const cluster = led(5)
      .propose(1, 'a', 'b')
      .run(among(1, 2, 3))
      .beat(1)
      .run(among(1, 2, 3));
    cluster.campaign(4).run(among(2, 3, 4));
    expect([cluster.roles[3], cluster.log(4), cluster.executed(4)]).toEqual([
      'leading',
      '1=a 2=b',
      2,
    ]);
  });
});
