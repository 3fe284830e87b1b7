import { describe, expect, test } from 'vitest';
import type { Effect } from '../base/actor';
import { rulesOf, sentOf, timersOf } from '../protocol/basic/effects.testkit';
import { NO_OP, type Operation, writeOperation } from './operation';
import { type ReplicaEvent, type ReplicaLetter, type ReplicaState, replicaRole } from './replica';
import { emptyReplica } from './replicaActions';

const PATIENCE = 200;

const append = (clerk: number, id: number, value = 'x'): Operation => ({
  op: 'append',
  key: 'k',
  value,
  clerk: 100 + clerk,
  id,
});
const get = (clerk: number, id: number): Operation => ({ ...append(clerk, id, ''), op: 'get' });
const A = append(1, 1, 'a');
const B = append(2, 1, 'b');
const [inA, inB] = [writeOperation(A), writeOperation(B)];

/** A replica whose library is played by the test. */
class Upstairs {
  state: ReplicaState = replicaRole.initial(emptyReplica(PATIENCE));
  effects: readonly Effect<ReplicaLetter>[] = [];

  request(operation: Operation, max = -1, attempt = 0): this {
    return this.take({ type: 'REQUEST', operation, attempt, max });
  }

  /** Looks at Status from `applied + 1` on: a value is decided, null is not. */
  poll(...seen: (string | null)[]): this {
    const first = this.state.context.applied + 1;
    const gap = seen.indexOf(null);
    const decided = (gap < 0 ? seen : seen.slice(0, gap)) as string[];
    const undecided = seen.flatMap((value, i) => (value === null ? [first + i] : []));
    return this.take({ type: 'POLL', decided, undecided, max: first + seen.length - 1 });
  }

  hear(max: number): this {
    return this.take({ type: 'HEARD', max });
  }

  /** What it said, in order: "start 0 …", "done 0", "reply C1.1 …" and its timer. */
  get said(): string[] {
    const letters = sentOf(this.effects).map(({ message }) => {
      switch (message.kind) {
        case 'start':
          return `start ${message.seq} ${message.value}`;
        case 'done':
          return `done ${message.seq}`;
        default:
          return `reply C${message.clerk - 100}.${message.id} ${message.result}`;
      }
    });
    return [...letters, ...timersOf(this.effects)];
  }

  get rules(): string[] {
    return rulesOf(this.effects);
  }

  /** The pause of the timer that is set, milliseconds. */
  get pause(): number | undefined {
    return this.effects.flatMap((e) => (e.type === 'setTimer' ? [e.after[0]] : []))[0];
  }

  private take(event: ReplicaEvent): this {
    const { state, effects } = replicaRole.step(this.state, event);
    this.state = state;
    this.effects = effects;
    return this;
  }
}

describe('a request', () => {
  test('is proposed for the next free instance, and looked after in 10 ms', () => {
    expect(new Upstairs().request(A).said).toEqual([`start 0 ${inA}`, '+poll 10..10']);
    expect(new Upstairs().request(A, 6).said).toEqual([`start 7 ${inA}`, '+poll 10..10']);
  });

  test('does not wait for another, which has an instance of its own', () => {
    expect(new Upstairs().request(A).request(B).said).toEqual([`start 1 ${inB}`, '+poll 10..10']);
    expect(new Upstairs().request(A, 6).request(B, 3).said[0]).toBe(`start 8 ${inB}`);
  });

  test('goes through the log even if it is a get', () => {
    const replica = new Upstairs().request(A).poll(inA).request(get(2, 1), 0);
    expect(replica.said).toEqual(['start 1 get("k") C2.1', '+poll 10..10']);
  });

  test('that is being agreed on is not proposed again; the answer goes to the latest try', () => {
    const replica = new Upstairs().request(A).request(A, 0, 5);
    expect(replica.said).toEqual([]);
    expect(replica.rules).toEqual(['replica.pending']);
    expect(replica.poll(inA).effects).toContainEqual({
      type: 'send',
      to: 101,
      message: { kind: 'reply', clerk: 101, id: 1, result: '', attempt: 5 },
    });
  });

  test('that was applied is answered from the table, and the log left alone', () => {
    const replica = new Upstairs().hear(1).poll(inA, writeOperation(get(2, 1)));
    expect(replica.request(get(2, 1), 1).said).toEqual(['reply C2.1 a']);
    expect(replica.rules).toEqual(['replica.duplicate']);
    expect(replica.request(A, 1).said).toEqual(['reply C1.1 ']);
  });

  test('that its clerk has long got an answer to is told nothing', () => {
    const replica = new Upstairs().hear(1).poll(inA, writeOperation(get(1, 2)));
    expect(replica.request(A, 1).said).toEqual([]);
    expect(replica.rules).toEqual(['replica.duplicate']);
  });
});

describe('a look at Status', () => {
  test('applies in order, answers, says Done, and rests', () => {
    const replica = new Upstairs().request(A).request(get(2, 1), 0);
    replica.poll(inA, writeOperation(get(2, 1)));
    expect(replica.said).toEqual(['reply C1.1 ', 'reply C2.1 a', 'done 1']);
    expect(replica.rules).toEqual(['replica.apply', 'replica.apply']);
    expect(replica.state.value).toBe('resting');
  });

  test('answers nobody before everything below is applied (BL-36)', () => {
    const replica = new Upstairs().request(A, 0).poll(null, inA);
    expect(replica.said).toEqual(['+poll 20..20']);
    expect(replica.state.context.applied).toBe(-1);
    expect(replica.poll(inB, inA).said).toEqual(['reply C1.1 ', 'done 1']);
    expect(replica.state.context.database).toEqual([['k', 'ba']]);
  });

  test('proposes what lost its instance for the next free one (BL-32)', () => {
    const replica = new Upstairs().request(A).poll(inB);
    expect(replica.said).toEqual(['done 0', `start 1 ${inA}`, '+poll 10..10']);
    expect(replica.rules).toEqual(['replica.apply', 'replica.proposeAgain']);
    expect(replica.poll(inA).said).toEqual(['reply C1.1 ', 'done 1']);
  });

  test('several losers get an instance each', () => {
    const replica = new Upstairs().request(A).request(B, 0);
    const others = [append(3, 1), append(4, 1), append(5, 1)].map(writeOperation);
    expect(replica.poll(...others).said).toEqual([
      'done 2',
      `start 3 ${inA}`,
      `start 4 ${inB}`,
      '+poll 10..10',
    ]);
  });

  test('does not propose again what stands elsewhere in the log already', () => {
    const replica = new Upstairs().request(A).poll(inB, inA);
    expect(replica.said).toEqual(['reply C1.1 ', 'done 1']);
  });

  test('counts an operation once that was decided twice (BL-33, BL-34)', () => {
    const replica = new Upstairs().hear(2).poll(inA, inB, inA);
    expect(replica.rules).toEqual(['replica.apply', 'replica.apply', 'replica.skipRepeated']);
    expect(replica.said).toEqual(['done 2']);
    expect(replica.state.context.database).toEqual([['k', 'ab']]);
  });

  test('passes over a no-op, and over what no clerk wrote', () => {
    const replica = new Upstairs().hear(2).poll(NO_OP, 'hello', inA);
    expect(replica.state.context).toMatchObject({ applied: 2, database: [['k', 'a']] });
  });

  test('comes after 10 ms, then after twice as long each time, up to 10 s', () => {
    const replica = new Upstairs().request(A);
    const pauses = [replica.pause];
    for (let i = 0; i < 12; i++) pauses.push(replica.poll(null).pause);
    expect(pauses).toEqual([
      10, 20, 40, 80, 160, 320, 640, 1280, 2560, 5120, 10_000, 10_000, 10_000,
    ]);
  });

  test.each<[string, (replica: Upstairs) => Upstairs]>([
    ['something was applied', (replica) => replica.poll(inB, null)],
    ['something was proposed again', (replica) => replica.poll(inB)],
    ['another request came', (replica) => replica.request(B, 0)],
  ])('comes after 10 ms again when %s', (_why, happen) => {
    const replica = new Upstairs().request(A).poll(null).poll(null).poll(null);
    expect(replica.pause).toBe(80);
    expect(happen(replica).pause).toBe(10);
  });
});

describe('a replica at rest', () => {
  test('begins to look when its library hears of an instance it has not applied', () => {
    const replica = new Upstairs().hear(0);
    expect(replica.said).toEqual(['+poll 10..10']);
    expect(replica.state.value).toBe('waiting');
  });

  test('does not when it has applied it', () => {
    const replica = new Upstairs().hear(0).poll(inA);
    const rested = replica.state;
    expect(replica.hear(0).state).toBe(rested);
  });
});

describe('a hole', () => {
  /** It has heard of instance 1, and waits for 0 until its patience is over. */
  function impatient(): Upstairs {
    const replica = new Upstairs().hear(1);
    while (replica.state.context.filling.length === 0) replica.poll(null, inB);
    return replica;
  }

  test('is left alone at first: it may belong to an operation still in flight (BL-40)', () => {
    const replica = new Upstairs().hear(1);
    for (let waited = 10; waited < PATIENCE; waited = 2 * waited + 10) {
      replica.poll(null, inB);
      expect(replica.rules).toEqual(['replica.poll']);
      expect(replica.state.context.waitedMs).toBeLessThan(PATIENCE);
    }
  });

  test('is filled with a no-op when it stays open, and only once (BL-39)', () => {
    const replica = impatient();
    expect(replica.said).toEqual([`start 0 ${NO_OP}`, '+poll 320..320']);
    expect(replica.state.context.waitedMs).toBeGreaterThanOrEqual(PATIENCE);
    expect(replica.poll(null, inB).said).toEqual(['+poll 640..640']);
  });

  test('lets everything behind it through once the no-op is decided', () => {
    const replica = impatient().poll(NO_OP, inB);
    expect(replica.state.context).toMatchObject({
      applied: 1,
      database: [['k', 'b']],
      filling: [],
    });
    expect(replica.said).toEqual(['done 1']);
  });

  test('may turn out to be none: the no-op discovers what was decided there', () => {
    const replica = impatient().poll(inA, inB);
    expect(replica.state.context).toMatchObject({
      applied: 1,
      database: [['k', 'ab']],
      filling: [],
    });
  });

  test('is filled together with all others', () => {
    const replica = new Upstairs().hear(3);
    while (replica.state.context.filling.length === 0) replica.poll(null, inB, null, inA);
    expect(replica.said.slice(0, 2)).toEqual([`start 0 ${NO_OP}`, `start 2 ${NO_OP}`]);
    expect(replica.state.context.filling).toEqual([0, 2]);
  });

  test('is none where an operation of its own is under way', () => {
    const replica = new Upstairs().request(A);
    for (let i = 0; i < 12; i++) expect(replica.poll(null).rules).toEqual(['replica.poll']);
  });

  test('is waited for anew when the one before it is closed', () => {
    const replica = impatient().poll(NO_OP, null);
    expect(replica.state.context).toMatchObject({ applied: 0, waitedMs: 0 });
    expect(replica.said).toEqual(['done 0', '+poll 10..10']);
  });
});
