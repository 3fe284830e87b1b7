import { describe, expect, test } from 'vitest';
import type { ClusterEvent } from '../check/cluster';
import { KV_RULES } from '../kv';
import { ALL_RULES } from '../protocol/wording';
import { decodeScenario, type Scenario } from '../scenarios/format';
import { createRun, type Moment } from '../scenarios/run';
import { nameOfMessage } from './messageWords';
import { type Narration, narrate, TELLING } from './narrator';

type Json = Record<string, unknown>;

function scenario(cluster: Json, script: readonly unknown[]): Scenario {
  const told = { protocol: 'basic', peers: 3, ...cluster };
  const file = { format: 'paxoscope/1', title: 'A test', cluster: told, script };
  const decoded = decodeScenario(JSON.stringify(file));
  if (!decoded.ok) throw new Error(`${decoded.pointer}: ${decoded.reason}`);
  return decoded.scenario;
}

/** What is told of a run, event by event, for as long as the script goes or `most` events. */
function storyOf(told: Scenario, most = 200): { story: Narration[]; moment: Moment } {
  const run = createRun(told);
  const story: Narration[] = [];
  let moment = run.initial;
  while (!run.isThrough(moment) && story.length < most) {
    const event = run.next(moment);
    if (!event) break;
    const { state, record } = run.step(moment, event);
    story.push(narrate(event, record, moment, state));
    moment = state;
  }
  expect(moment.cue.failure).toBeNull();
  return { story, moment };
}

/** The headlines of a script whose messages move by hand only. */
function headlines(...script: readonly unknown[]): string[] {
  return storyOf(scenario({ delivery: 'manual' }, script)).story.map(({ headline }) => headline);
}

const start = (peer: string, value: string, seq = 0) => ({ start: { peer, seq, value } });
const deliver = (from: string, to: string, kind: string) => ({ deliver: { from, to, kind } });

describe('two proposers race', () => {
  const race = [
    start('S1', 'apple'),
    start('S3', 'pear'),
    { until: { when: { decided: { seq: 0, peers: 3 } }, within: 5000 } },
    { run: 100 },
  ];
  const { story } = storyOf(scenario({ seed: 17, timers: { retry: 20 } }, race), 25);

  test('and every event has a headline', () => {
    expect(story.map(({ headline }, i) => `${i + 1}. ${headline}`)).toMatchInlineSnapshot(`
      [
        "1. S1 wants apple in instance 0: it asks everyone to promise 1.S1.",
        "2. S3 wants pear in instance 0: it asks everyone to promise 1.S3.",
        "3. S2 promises 1.S3: it had promised nothing before.",
        "4. S2 rejects prepare 1.S1: it already promised 1.S3, which is higher.",
        "5. S1 promises 1.S3: it is above 1.S1, its promise until now.",
        "6. S3 rejects prepare 1.S1: it already promised 1.S3, which is higher.",
        "7. S3 has promises from 2 of 3, a majority; none reports a vote, so it may ask for its own value, pear.",
        "8. S1 counts S2’s rejection of 1.S1 (S2 promised 1.S3): the others can still be a majority.",
        "9. S1 gives up 1.S1: 2 of 3 rejected it, too many for a majority. It will try again later.",
        "10. S3 ignores S2’s promise of 1.S3: it already has its majority.",
        "11. pear is now chosen in instance 0: S2 and S3 accepted it at 1.S3 — and no server knows it yet.",
        "12. S1 accepts pear at 1.S3: it has promised nothing higher.",
        "13. S1 tries again with 2.S1, above 1.S3, the highest ballot it has seen.",
        "14. S3 now knows that 2 of 3, a majority, accepted pear at 1.S3: it decides so and tells everyone.",
        "15. S3 ignores S1’s acceptance at 1.S3: it knows the decision already.",
        "16. S3 promises 2.S1: it is above 1.S3, its promise until now, and reports its vote: it accepted pear at 1.S3.",
        "17. S2 promises 2.S1: it is above 1.S3, its promise until now, and reports its vote: it accepted pear at 1.S3.",
        "18. S1 has promises from 2 of 3, a majority; their highest vote is pear at 1.S3, so it must ask for pear, not its own apple.",
        "19. S1 learns from S3 that a majority accepted pear at 1.S3: now S1 has decided too.",
        "20. S1 ignores S2’s promise of 2.S1: it knows the decision already.",
        "21. S2 learns from S3 that a majority accepted pear at 1.S3: now S2 has decided too.",
        "22. S3 accepts pear at 2.S1, as it did at 1.S3: it has promised nothing higher.",
        "23. S2 accepts pear at 2.S1, as it did at 1.S3: it has promised nothing higher.",
        "24. S1 ignores S2’s acceptance at 2.S1: it knows the decision already.",
        "25. S1 ignores S3’s acceptance at 2.S1: it knows the decision already.",
      ]
    `);
  });

  test('and the value is chosen once, before anybody knows', () => {
    expect(story.flatMap(({ chosen }) => chosen ?? [])).toEqual([
      'pear is now chosen in instance 0: S2 and S3 accepted it at 1.S3 — and no server knows it yet.',
    ]);
  });

  test('and the details tell every rule of an event, in order', () => {
    expect(story[0]?.details.map(({ rule }) => rule)).toEqual([
      'proposer.start',
      'acceptor.promise',
      'proposer.countPromise',
    ]);
  });
});

describe('a headline', () => {
  test('has a place for every rule', () => {
    expect([...TELLING].sort()).toEqual(
      [...Object.keys(ALL_RULES), ...Object.keys(KV_RULES)].sort(),
    );
  });

  test('names the instance when there are several', () => {
    expect(
      headlines(start('S1', 'a'), start('S2', 'b', 4), deliver('S1', 'S3', 'prepare')),
    ).toEqual([
      'S1 wants a in instance 0: it asks everyone to promise 1.S1.',
      'S2 wants b in instance 4: it asks everyone to promise 1.S2.',
      'Instance 0: S3 promises 1.S1: it had promised nothing before.',
    ]);
  });

  test('of a server alone in its cluster is the decision', () => {
    const { story } = storyOf(scenario({ peers: 1 }, [start('S1', 'a')]));
    expect(story[0]?.headline).toBe(
      'S1 now knows that 1 of 1, a majority, accepted a at 1.S1: it decides so and tells everyone.',
    );
    expect(story[0]?.chosen).toBe('a is now chosen in instance 0: S1 accepted it at 1.S1.');
  });

  test('of a broken property is that property', () => {
    const { story } = storyOf(
      scenario({ delivery: 'manual', storage: 'volatile' }, [
        start('S1', 'a'),
        deliver('S1', 'S2', 'prepare'),
        deliver('S2', 'S1', 'promise'),
        deliver('S1', 'S2', 'accept'),
        { kill: 'S2' },
        { restart: 'S2' },
        start('S3', 'b'),
        deliver('S3', 'S2', 'prepare'),
        deliver('S2', 'S3', 'promise'),
        deliver('S3', 'S2', 'accept'),
      ]),
    );
    const last = story.at(-1);
    expect(last?.headline).toBe(
      'Safety is broken. This is no longer true: At most one value is ever chosen in an instance, and all who learn learn the same.',
    );
    expect(last?.chosen).toBe(
      'b is now chosen in instance 0: S2 and S3 accepted it at 1.S3, although a already was.',
    );
  });
});

describe('hands on messages', () => {
  test('drop, hold, release and duplicate them', () => {
    const to = (peer: string) => ({ from: 'S1', to: peer, kind: 'prepare' });
    const lines = headlines(
      start('S1', 'a'),
      { drop: to('S2') },
      { hold: to('S3') },
      { release: to('S3') },
      { duplicate: to('S3') },
      { drop: to('S3') },
    );
    expect(lines.slice(1)).toEqual([
      'The prepare 1.S1 from S1 to S2 is dropped: S2 will never see it.',
      'The prepare 1.S1 from S1 to S3 is held back, for as long as anybody likes: to S3 it is merely slow.',
      'The prepare 1.S1 from S1 to S3 is released and on its way again.',
      'The prepare 1.S1 from S1 to S3 is duplicated: S3 will see it once more.',
      'The prepare 1.S1 from S1 to S3 is dropped, but a copy of it is still under way.',
    ]);
  });

  test('deliver them to a server that is down', () => {
    const lines = headlines(start('S1', 'a'), { kill: 'S2' }, deliver('S1', 'S2', 'prepare'));
    expect(lines.at(-1)).toBe('The prepare 1.S1 from S1 reaches S2, which is down: it is lost.');
  });
});

describe('faults of servers', () => {
  test('crash and come back with the disk kept', () => {
    expect(
      headlines(start('S1', 'a'), { kill: 'S2' }, { kill: 'S1' }, { restart: 'S2' }).slice(1),
    ).toEqual([
      'S2 crashes; what it promised and accepted stays on its disk.',
      'S1 crashes; what it promised and accepted stays on its disk, its own proposing does not.',
      'S2 is up again, and remembers from its disk what it promised and accepted.',
    ]);
  });

  test('crash and come back with the disk lost', () => {
    const lost = { peer: 'S2', storage: 'lost' };
    expect(headlines({ kill: lost }, { restart: 'S2' })).toEqual([
      'S2 crashes and its disk is lost: what it promised and accepted is gone.',
      'S2 is up again with an empty disk: it remembers no promise and nothing it accepted.',
    ]);
    expect(headlines({ kill: 'S2' }, { restart: lost }).at(-1)).toBe(
      'S2 is up again with an empty disk: it remembers no promise and nothing it accepted.',
    );
  });

  test('pause and resume', () => {
    expect(headlines({ pause: 'S2' }, { resume: 'S2' })).toEqual([
      'S2 is paused: messages to it wait, and its timers do not fire.',
      'S2 goes on: whatever waited for it is due now.',
    ]);
  });
});

describe('faults of the network', () => {
  test('partition and heal', () => {
    expect(
      headlines(
        { partition: [['S1', 'S2']] },
        { partition: [['S1'], ['S2'], ['S3']] },
        { heal: true },
      ),
    ).toEqual([
      'The network is split: S1 and S2 on one side, S3 on the other.',
      'The network is split into 3 parts: S1 | S2 | S3.',
      'The network is whole again: every server can reach every other.',
    ]);
  });

  test('links cut and mended, one way at a time', () => {
    const there = { from: 'S1', to: 'S3' };
    const back = { from: 'S3', to: 'S1' };
    expect(headlines({ cut: there }, { cut: back }, { mend: there })).toEqual([
      'The link from S1 to S3 is cut; from S3 to S1 it still works.',
      'The link from S3 to S1 is cut.',
      'The link from S1 to S3 works again.',
    ]);
  });

  test('servers deaf and hearing', () => {
    expect(headlines({ deaf: ['S3'] }, { hear: ['S3'] }, { deaf: ['S2', 'S3'] })).toEqual([
      'S3 is deaf: requests no longer get in, but answers do.',
      'S3 hears again.',
      'S2 and S3 are deaf: requests no longer get in, but answers do.',
    ]);
  });

  test('new weather', () => {
    const rough = { delay: [1, 9], loss: 0.1, replyLoss: 0.025, duplicate: 0.5 };
    expect(
      headlines(
        { network: rough },
        { network: { delay: [5, 5], loss: 0 } },
        { network: { loss: 0 } },
      ),
    ).toEqual([
      'From now on messages take 1 to 9 ms, 10\u00a0% of the requests are lost, 2.5\u00a0% of the answers are lost and 50\u00a0% of the messages are doubled.',
      'From now on messages take 5 ms and no request is lost.',
      'The network stays as it was.',
    ]);
  });

  test('time passing', () => {
    expect(headlines({ run: 1000 })).toEqual(['Nothing happens until 1\u00a0000\u00a0ms.']);
  });

  test('details say which messages were lost at once, and why', () => {
    const faults = [{ cut: { from: 'S1', to: 'S2' } }, { deaf: ['S3'] }];
    const { story } = storyOf(scenario({}, [...faults, start('S1', 'a')]));
    expect(story.at(-1)?.details.slice(-2)).toEqual([
      { rule: 'network.cut', text: 'prepare 1.S1 to S2 is lost: the link from S1 to S2 is cut.' },
      { rule: 'network.deaf', text: 'prepare 1.S1 to S3 is lost: S3 is deaf.' },
    ]);
    const unlucky = storyOf(scenario({ network: { loss: 1 } }, [start('S1', 'a')]));
    expect(unlucky.story[0]?.details.at(-1)).toEqual({
      rule: 'network.lost',
      text: 'prepare 1.S1 to S3 is lost on the way.',
    });
  });

  test('details say that a partition comes too late for what is under way', () => {
    const { story } = storyOf(scenario({}, [start('S1', 'a'), { partition: [['S1']] }]));
    expect(story.at(-1)?.details).toEqual([
      { rule: 'network.underWay', text: 'Messages that are under way already will still arrive.' },
    ]);
  });
});

describe('a message', () => {
  test('has the accessible name that is promised elsewhere', () => {
    const { moment } = storyOf(scenario({ delivery: 'manual' }, [start('S1', 'a', 7)]));
    expect(moment.world.wires.map(nameOfMessage).sort()).toEqual([
      'prepare 1.S1, S1 to S2, instance 7',
      'prepare 1.S1, S1 to S3, instance 7',
    ]);
  });
});

describe('a step in which no rule fires', () => {
  test('is told all the same', () => {
    const { moment } = storyOf(scenario({ delivery: 'manual' }, [start('S1', 'a')]));
    const quiet = { node: 1, posted: [], ended: null, explanations: [] };
    const say = (event: ClusterEvent) => narrate(event, quiet, moment, moment).headline;
    expect(say({ type: 'fire', node: 1, timer: 'retry 3', at: 0 })).toBe(
      'The timer “retry 3” of S1 fires: there is nothing left to do.',
    );
    expect(say({ type: 'call', node: 1, request: { type: 'done', seq: 0 }, at: 0 })).toBe(
      'The application calls S1.',
    );
    expect(say({ type: 'deliver', wire: 1, at: 0 })).toBe(
      'The prepare 1.S1 from S1 to S2 arrives.',
    );
    expect(say({ type: 'deliver', wire: 99, at: 0 })).toBe('A message is no longer under way.');
  });
});
