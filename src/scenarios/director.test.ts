import { describe, expect, test } from 'vitest';
import { type Act, nowIn, playOn, scenario, start, statuses } from './cluster.testkit';
import { createDirector } from './director';
import { createRun } from './run';
import { runToVerdict } from './verdict';

const START = { start: { peer: 'S1', seq: 0, value: 'x' } };
const DECIDED = { decided: { seq: 0, peers: 3, value: 'x' } };

const verdict = (script: readonly unknown[], cluster: object = {}) =>
  runToVerdict(scenario(script, cluster));

/** A run, to be played by hand. */
function play(script: readonly unknown[], cluster: object = {}, lenient = false) {
  const run = createRun(scenario(script, cluster), lenient);
  return {
    run,
    moment: run.initial,
    on(untilMs: number) {
      this.moment = playOn(run, this.moment, untilMs);
      return this;
    },
    act(act: Act) {
      this.moment = run.step(this.moment, nowIn(this.moment.world, act)).state;
      return this;
    },
  };
}

describe('time', () => {
  test('run lets so much pass, whatever happens or not', () => {
    expect(verdict([{ run: 700 }])).toMatchObject({ verdict: 'pass', virtualMs: 700 });
    expect(verdict([START, { run: 700 }, { run: 0 }, { run: 50 }])).toMatchObject({
      virtualMs: 750,
    });
  });

  test('run lets so many events happen, however long they take, and whoever does them', () => {
    const counted = (events: number, more: readonly unknown[] = []) =>
      verdict([START, { run: { events } }, ...more], { network: { delay: [10, 10] } });
    expect(counted(0)).toMatchObject({ verdict: 'pass', events: 1, virtualMs: 0 });
    expect(counted(3)).toMatchObject({ verdict: 'pass', events: 4, virtualMs: 20 });
    // A time that has come already is no time to wait for.
    const timed = [{ at: 10, run: { events: 2 } }, { kill: 'S1' }];
    expect(counted(1, timed)).toMatchObject({ verdict: 'pass', events: 5, virtualMs: 20 });
    expect(counted(100)).toMatchObject({ verdict: 'fail', step: 1 });
    const it = play([START, { run: { events: 3 } }, { kill: 'S3' }]).on(0);
    it.act({ type: 'heal' }).act({ type: 'heal' }).act({ type: 'heal' });
    expect(it.run.next(it.moment)).toMatchObject({ type: 'crash', at: 0 });
  });

  test('at lets time pass to that moment first, for any verb', () => {
    const { virtualMs, verdict: passed } = verdict([
      { at: 100, ...START },
      { at: 100, expect: { decided: { seq: 0, peers: 0 } } },
      { at: 200, expect: DECIDED },
      { at: 250, run: 10 },
      { at: 260, until: { when: DECIDED, within: 10 } },
      { at: 300, note: 'the end' },
    ]);
    expect(passed).toBe('pass');
    expect(virtualMs).toBe(300);
  });

  test('an act of a later moment carries its time, when nothing else comes before', () => {
    const it = play([{ at: 100, ...START }]);
    expect(it.run.next(it.moment)).toMatchObject({ type: 'call', at: 100_000 });
    expect(it.on(99).moment.world.now).toBe(0);
    expect(it.on(100).moment.world.wires).toHaveLength(2);
  });

  test('acts of one moment happen in the order of the script, before anything else', () => {
    const it = play([START, { kill: 'S3' }, { at: 0, start: { peer: 'S2', seq: 1, value: 'y' } }]);
    const types: string[] = [];
    let { moment } = it;
    for (let i = 0; i < 3; i++) {
      const event = it.run.next(moment);
      if (!event) break;
      types.push(event.type);
      moment = it.run.step(moment, event).state;
    }
    expect(types).toEqual(['call', 'crash', 'call']);
    expect(moment.world.now).toBe(0);
  });
});

describe('until', () => {
  test('goes on as soon as the condition holds', () => {
    const { verdict: passed, virtualMs } = verdict([
      START,
      { until: { when: DECIDED, within: 5000 } },
    ]);
    expect(passed).toBe('pass');
    expect(virtualMs).toBeLessThan(100);
  });

  test('that holds already takes no time', () => {
    expect(verdict([{ until: { when: { safe: true }, within: 0 } }])).toMatchObject({
      verdict: 'pass',
      events: 0,
    });
  });

  test('fails after its time, and says which step', () => {
    const when = { decided: { seq: 0, peers: 3 } };
    expect(
      verdict([START, { kill: 'S2' }, { until: { when, within: 300 } }, { run: 9 }]),
    ).toMatchObject({
      verdict: 'fail',
      step: 2,
      virtualMs: 300,
    });
  });

  test('fails although nothing happens any more', () => {
    const within = 250;
    expect(verdict([{ until: { when: DECIDED, within } }])).toMatchObject({
      step: 0,
      virtualMs: 250,
    });
  });
});

describe('expect and never', () => {
  test('expect must hold now', () => {
    expect(verdict([START, { expect: DECIDED }])).toMatchObject({
      verdict: 'fail',
      step: 1,
      events: 1,
    });
  });

  test('never is watched at every moment from there to the end', () => {
    const never = { never: { decided: { seq: 0, peers: { atLeast: 1 } } } };
    expect(verdict([START, never, { note: 'on' }, { run: 500 }])).toMatchObject({
      verdict: 'fail',
      step: 1,
    });
    expect(verdict([never, START, { run: 1 }])).toMatchObject({ verdict: 'pass' });
  });

  test('never says nothing about what was before', () => {
    const never = { never: { decided: { seq: 0, peers: { is: 1 } } } };
    expect(
      verdict([START, { until: { when: DECIDED, within: 500 } }, never, { run: 500 }]),
    ).toMatchObject({
      verdict: 'pass',
    });
  });

  test('never that holds at once fails at once', () => {
    expect(verdict([{ note: 'a' }, { never: { safe: true } }, { run: 9 }])).toMatchObject({
      step: 1,
      virtualMs: 0,
    });
  });

  test('of thousands that begin at once each is judged once', () => {
    let judged = 0;
    const condition = {
      get safe() {
        judged++;
        return false;
      },
    };
    const script = new Array(5_000).fill({ verb: 'never', arg: condition });
    const { moment } = play([]);
    expect(createDirector({ script }).begin(moment).step).toBe(5_000);
    expect(judged).toBe(5_000);
  });

  test('a failure ends the run: what follows does not happen', () => {
    const it = play([{ expect: { safe: false } }, START]);
    expect(it.run.isThrough(it.moment)).toBe(true);
    expect(it.moment.cue.failure).toMatchObject({ step: 0 });
    expect(it.run.next(it.moment)).toBeNull();
  });
});

describe('sent', () => {
  const sentAfter = (sent: object, script: readonly unknown[] = [START], cluster = {}) =>
    verdict([...script, { run: 500 }, { expect: { sent } }], cluster).verdict;

  test.each([
    [{ is: 10 }],
    [{ kind: 'prepare', is: 2 }],
    [{ kind: ['prepare', 'accept', 'decided'], is: 6 }],
    [{ from: 'S1', is: 6 }],
    [{ from: 'S2', to: 'S1', is: 2 }],
    [{ to: 'S2', kind: 'accept', is: 1 }],
    [{ to: ['S1', 'S2'], is: 7 }],
    [{ to: ['S2', 'S3'], kind: ['prepare', 'accept'], is: 4 }],
    [{ seq: 0, atLeast: 10, atMost: 10 }],
    [{ seq: 1, is: 0 }],
    [{ kind: 'reject', is: 0 }],
  ])('%j counts what a quiet agreement of three sends (CONFORMANCE 1.6)', (sent) => {
    expect(sentAfter(sent)).toBe('pass');
  });

  test('counts from the beginning of the script, not from where it stands', () => {
    expect(sentAfter({ is: 10 }, [START, { run: 500 }])).toBe('pass');
  });

  test('lost messages were sent; copies by the weather or by hand were not', () => {
    const network = { loss: 1 };
    expect(sentAfter({ kind: 'prepare', atLeast: 2 }, [START], { network })).toBe('pass');
    // The winner of a promise and its copy may be the copy: what it causes is sent all the same.
    for (let seed = 1; seed <= 20; seed++) {
      const sent = { kind: ['prepare', 'accept', 'decided'], is: 6 };
      expect(sentAfter(sent, [START], { seed, network: { duplicate: 1 } })).toBe('pass');
    }
    expect(sentAfter({ kind: 'prepare', is: 2 }, [START, { duplicate: { kind: 'prepare' } }])).toBe(
      'pass',
    );
  });

  test('is counted inside of other conditions', () => {
    const sent = { kind: 'accept', is: 2 };
    expect(
      verdict([
        START,
        { until: { when: { all: [{ any: [{ sent }] }] }, within: 100 } },
        { expect: { not: { sent: { kind: 'accept', atLeast: 3 } } } },
      ]),
    ).toMatchObject({ verdict: 'pass' });
  });
});

describe('clients', () => {
  // A server alone leads from the start, and every answer takes one way there and one way back.
  const alone = { protocol: 'multi', peers: 1, clerks: 2, network: { delay: [10, 10] } };
  const append = (value: string, more: object = {}) => ({
    call: { clerk: 'C1', op: 'append', key: 'k', value, ...more },
  });
  const get = (clerk: string) => ({ call: { clerk, op: 'get', key: 'k', wait: 100 } });
  const judged = (expected: object, ...script: readonly unknown[]) =>
    verdict([...script, { expect: expected }], alone);

  test('that wait in line think first, for as long as the call says', () => {
    const thought = (pause: object) =>
      verdict([append('a'), append('b', { ...pause, wait: 500 })], alone);
    expect(thought({})).toMatchObject({ verdict: 'pass', virtualMs: 40 });
    expect(thought({ pause: 70 })).toMatchObject({ verdict: 'pass', virtualMs: 110 });
    expect(verdict([append('a', { pause: 70, wait: 500 })], alone).virtualMs).toBe(20);
  });

  test('make the calls of a workload one after the other', () => {
    const calls = [
      { op: 'append', key: 'k', value: 'a' },
      { op: 'append', key: 'k', value: 'b', pause: 70 },
      { op: 'get', key: 'k' },
    ];
    const done = { when: { result: { clerk: 'C1', nth: 3, value: 'ab' } }, within: 500 };
    const workload = { workload: { clerk: 'C1', calls } };
    expect(verdict([workload, { until: done }], alone)).toMatchObject({
      verdict: 'pass',
      virtualMs: 130,
    });
  });

  test('have waited: for an answer, not in line, and not while they thought', () => {
    const line = [append('a'), append('b', { pause: 70, wait: 500 })];
    expect(judged({ waited: { is: 20 } }, ...line).verdict).toBe('pass');
    expect(judged({ waited: { clerk: 'C2', is: 0 } }, ...line).verdict).toBe('pass');
    expect(judged({ waited: { atMost: 19 } }, ...line).verdict).toBe('fail');
    expect(judged({ waited: { is: 300 } }, { kill: 'S1' }, append('a'), { run: 300 }).verdict).toBe(
      'pass',
    );
  });

  test('were told the same by their last gets, or not', () => {
    const both = [append('a', { wait: 100 }), get('C1'), get('C2')];
    expect(judged({ sameResults: true }, ...both).verdict).toBe('pass');
    expect(judged({ sameResults: ['C1', 'C2'] }, get('C1'), ...both.slice(0, 1)).verdict).toBe(
      'fail',
    );
    expect(judged({ sameResults: true }, get('C1'), append('a'), get('C2')).verdict).toBe('fail');
  });

  test('are told the new value by an append', () => {
    const told = [append('a'), append('b', { wait: 100 })];
    expect(judged({ result: { clerk: 'C1', value: 'ab' } }, ...told).verdict).toBe('pass');
    expect(judged({ result: { clerk: 'C1', value: 'b' } }, ...told).verdict).toBe('fail');
    expect(judged({ appended: { key: 'k' } }, ...told).verdict).toBe('pass');
    const put = { call: { clerk: 'C1', op: 'put', key: 'k', value: '', wait: 100 } };
    expect(judged({ appended: { key: 'k' } }, ...told, put, ...told).verdict).toBe('fail');
  });
});

describe('bytes', () => {
  const held = (peers: readonly string[], count: number, ...script: readonly unknown[]) =>
    verdict([START, { run: 500 }, ...script, { expect: { bytes: { peers, is: count } } }]).verdict;

  test('of several peers are counted together', () => {
    expect(held(['S1'], 1)).toBe('pass');
    expect(held(['S1', 'S2', 'S3'], 3)).toBe('pass');
    expect(held(['S1', 'S3'], 3)).toBe('fail');
  });

  test('cannot be counted at a peer that is down', () => {
    expect(held(['S1', 'S2'], 2, { kill: 'S3' })).toBe('pass');
    expect(held(['S1', 'S2'], 1, { kill: 'S2' })).toBe('fail');
  });
});

describe('a match', () => {
  const manual = { delivery: 'manual' };
  const two = [START, { start: { peer: 'S2', seq: 1, value: 'y' } }];

  /** Where the acts of the script left the messages: "kind seq from>to", in the order of sending. */
  function left(...acts: readonly unknown[]): string[] {
    const { moment } = play([...two, ...acts], manual).on(0);
    expect(moment.cue.failure).toBeNull();
    return [...moment.world.wires]
      .sort((a, b) => a.id - b.id)
      .map(({ from, to, message }) => `${message.kind} ${from}>${to}`);
  }

  test('nothing named: the oldest of all', () => {
    expect(left({ drop: {} })).toEqual(['prepare 1>3', 'prepare 2>1', 'prepare 2>3']);
  });

  test.each([
    [{ from: 'S2' }, ['prepare 1>2', 'prepare 1>3', 'prepare 2>3']],
    [{ to: 'S3' }, ['prepare 1>2', 'prepare 2>1', 'prepare 2>3']],
    [{ to: 'S3', nth: 2 }, ['prepare 1>2', 'prepare 1>3', 'prepare 2>1']],
    [{ seq: 1, nth: 2 }, ['prepare 1>2', 'prepare 1>3', 'prepare 2>1']],
    [{ kind: 'prepare', nth: 3 }, ['prepare 1>2', 'prepare 1>3', 'prepare 2>3']],
    [{ ballot: '1.S2' }, ['prepare 1>2', 'prepare 1>3', 'prepare 2>3']],
    [{ from: 'S1', to: 'S3', seq: 0 }, ['prepare 1>2', 'prepare 2>1', 'prepare 2>3']],
  ])('%j', (match, rest) => {
    expect(left({ drop: match })).toEqual(rest);
  });

  test.each([
    [{ drop: { kind: 'accept' } }],
    [{ drop: { nth: 5 } }],
    [{ deliver: { from: 'S3' } }],
    [{ hold: { seq: 7 } }],
    [{ release: {} }],
    [{ duplicate: { ballot: '2.S1' } }],
    [{ fire: { peer: 'S3', timer: 'retry' } }],
  ])('%j: no such thing is a failure of the script', (act) => {
    expect(verdict([...two, act], manual)).toMatchObject({ verdict: 'fail', step: 2 });
  });

  test('held ones are found by drop, deliver and duplicate, not by hold; release finds only them', () => {
    const hold = { hold: { to: 'S3', from: 'S1' } };
    expect(verdict([...two, hold, { drop: { to: 'S3', from: 'S1' } }], manual).verdict).toBe(
      'pass',
    );
    expect(verdict([...two, hold, hold], manual)).toMatchObject({ verdict: 'fail', step: 3 });
    expect(verdict([...two, hold, { release: { from: 'S2' } }], manual)).toMatchObject({ step: 3 });
    expect(left(hold, { release: {} })).toHaveLength(4);
  });
});

describe('manual delivery', () => {
  test('nothing is delivered and no timer fires unless the script says so', () => {
    const script = [START, { run: 10_000 }, { expect: { sent: { is: 2 } } }];
    expect(verdict(script, { delivery: 'manual' })).toMatchObject({ verdict: 'pass', events: 2 });
  });

  test('the script can decide an instance by hand', () => {
    const deliver = (kind: string, nth = 1) => ({ deliver: { kind, nth } });
    const kinds = ['prepare', 'promise', 'accept', 'accepted', 'decided'];
    const script = [
      START,
      ...kinds.map((kind) => deliver(kind)),
      { expect: { decided: { seq: 0, peers: 2, value: 'x' } } },
    ];
    expect(verdict(script, { delivery: 'manual' })).toMatchObject({
      verdict: 'pass',
      virtualMs: 0,
    });
  });

  test('fire makes a pending timer fire now', () => {
    const script = [
      START,
      { fire: { peer: 'S1', timer: 'retry' } },
      { expect: { sent: { is: 4 } } },
    ];
    expect(verdict(script, { delivery: 'manual' }).verdict).toBe('pass');
  });
});

test('fire makes a clerk ask again', () => {
  const clients = { protocol: 'multi', peers: 1, clerks: 1 };
  const script = [
    { call: { clerk: 'C1', op: 'get', key: 'k' } },
    { fire: { peer: 'C1', timer: 'clerkRetry' } },
    { expect: { sent: { kind: 'request', is: 2 } } },
  ];
  expect(verdict(script, clients).verdict).toBe('pass');
  expect(verdict(script.slice(1), clients).message).toBe('C1 has no pending timer "clerkRetry"');
});

describe('acts that cannot be done are failures with their step:', () => {
  test.each([
    ['Start at a crashed server', [{ kill: 'S1' }, START]],
    ['killing it twice', [{ kill: 'S1' }, { kill: 'S1' }]],
    ['restarting one that is up', [{ note: '' }, { restart: 'S1' }]],
    ['pausing a crashed one', [{ kill: 'S1' }, { pause: 'S1' }]],
    ['resuming one that is up', [{ note: '' }, { resume: 'S1' }]],
  ])('%s', (_what, script) => {
    const { message, ...rest } = verdict([...script, { run: 100 }]);
    expect(rest).toMatchObject({ verdict: 'fail', step: 1, virtualMs: 0 });
    expect(message).toMatch(/^S1 is /);
  });
});

describe('the environment of a script', () => {
  test('storage kept and lost, per cluster and per act', () => {
    const crash = [START, { run: 200 }, { kill: 'S1' }, { restart: 'S1' }];
    const knows = { expect: { status: { peer: 'S1', seq: 0, is: 'decided' } } };
    const not = { expect: { status: { peer: 'S1', seq: 0, is: 'pending' } } };
    expect(verdict([...crash, knows]).verdict).toBe('pass');
    expect(verdict([...crash, not], { storage: 'volatile' }).verdict).toBe('pass');
    const lost = { restart: { peer: 'S1', storage: 'lost' } };
    expect(verdict([...crash.slice(0, 3), lost, not]).verdict).toBe('pass');
  });

  test('partition and heal, deaf and hear, cut and mend, pause and resume', () => {
    expect(
      verdict([
        { partition: [['S1', 'S2'], ['S3']] },
        START,
        { run: 300 },
        { expect: { decided: { seq: 0, peers: 2 } } },
        { heal: true },
        { deaf: ['S3'] },
        { start: { peer: 'S1', seq: 1, value: 'y' } },
        { run: 300 },
        { expect: { decided: { seq: 1, peers: 2 } } },
        { hear: ['S3'] },
        { cut: { from: 'S1', to: 'S2' } },
        { pause: 'S3' },
        { start: { peer: 'S1', seq: 2, value: 'z' } },
        { run: 300 },
        { expect: { decided: { seq: 2, peers: 0 } } },
        { resume: 'S3' },
        { mend: { from: 'S1', to: 'S2' } },
        { until: { when: { decided: { seq: 2, peers: 3, value: 'z' } }, within: 5000 } },
        { expect: { safe: true } },
      ]),
    ).toMatchObject({ verdict: 'pass' });
  });

  test('network changes the weather from there on, what is not named stays', () => {
    const { moment } = play([{ network: { loss: 0.5 } }], { network: { delay: [1, 2] } }).on(0);
    expect(moment.world.weather).toEqual({ delay: [1, 2], loss: 0.5, replyLoss: 0, duplicate: 0 });
  });

  test('broken makes rules wrong from there on, and sets them right again', () => {
    const multi = { protocol: 'multi', broken: ['late-rejections'] };
    const it = play(
      [{ run: 5 }, { broken: [] }, { run: 5 }, { broken: ['late-rejections'] }],
      multi,
    );
    expect([4, 8, 20].map((ms) => it.on(ms).moment.world.broken)).toEqual([
      ['late-rejections'],
      undefined,
      ['late-rejections'],
    ]);
  });

  test('a wrong rule may be asked for by its other names', () => {
    const multi = { protocol: 'multi', broken: ['P2B-by-ballot', 'BL-41'] };
    const it = play([{ broken: ['BL-45'] }], multi);
    expect(it.run.scenario.cluster.broken).toEqual(['late-rejections']);
    expect(it.on(0).moment.world.broken).toEqual(['ignore-P1B']);
  });

  test('say stands until the next one', () => {
    const it = play([{ say: 'one' }, { run: 10 }, { say: 'two' }, { run: 10 }]);
    expect(it.moment.cue.saying).toBe(0);
    expect(it.on(15).moment.cue.saying).toBe(2);
  });
});

describe("a person's hand between the acts of a script", () => {
  const script = [START, { at: 300, start: { peer: 'S2', seq: 1, value: 'y' } }, { run: 300 }];

  test('the script goes on with its own acts', () => {
    const it = play(script)
      .on(6)
      .act({ type: 'pause', node: 3 })
      .on(50)
      .act(start(3 - 1, 5, 'mine'));
    it.on(299).act({ type: 'resume', node: 3 }).on(600);
    expect(it.run.isThrough(it.moment)).toBe(true);
    expect(it.moment.cue.failure).toBeNull();
    for (const [seq, value] of [
      [0, 'x'],
      [1, 'y'],
      [5, 'mine'],
    ] as const)
      expect(statuses(it.moment.world, seq)).toEqual(new Array(3).fill(`decided ${value}`));
  });

  test('at the very moment of an act: the act still comes', () => {
    const it = play([START, { kill: 'S3' }]);
    it.act({ type: 'cut', link: { from: 1, to: 2 } });
    expect(it.moment.cue.step).toBe(0);
    expect(it.run.next(it.moment)).toMatchObject({ type: 'call', node: 1 });
  });

  test('doing by hand what the script does next is the script', () => {
    const it = play(script).act(start(1, 0, 'x'));
    expect(it.moment.cue.step).toBe(1);
  });

  test('whoever makes an act impossible has failed the script', () => {
    const it = play(script).act({ type: 'crash', node: 2 }).on(600);
    expect(it.moment.cue.failure).toMatchObject({ step: 1 });
  });

  test('in a lenient run it is passed over with a remark', () => {
    const it = play([...script, { expect: { safe: false } }], {}, true)
      .act({ type: 'crash', node: 2 })
      .on(601);
    expect(it.run.isThrough(it.moment)).toBe(true);
    expect(it.moment.cue).toMatchObject({ failure: null, remark: { step: 3 } });
    expect(statuses(it.moment.world, 0)).toEqual(['decided x', 'crashed', 'decided x']);
  });
});
