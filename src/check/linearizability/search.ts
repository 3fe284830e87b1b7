import { createLookahead, type Lookahead } from './lookahead';
import { createMemo, type Memo } from './memo';
import { ABSENT, isSilent, looks, type Move, REFUSED, type State, step } from './model';
import type { Problem } from './problem';
import { createTimeline, NONE, type Timeline } from './timeline';

/** What a search may use up. */
export interface Limits {
  /** Operations tried. */
  readonly steps: number;
  readonly bytes: number;
  isOutOfTime(): boolean;
}

export type Resource = 'steps' | 'memory' | 'time';

export type Outcome =
  /** Operations of the problem in an order that explains every result. */
  | { readonly kind: 'placed'; readonly order: readonly number[] }
  | { readonly kind: 'impossible' }
  | { readonly kind: 'ran out'; readonly of: Resource };

/** Asking the time costs more than a step. */
const STEPS_BETWEEN_LOOKS = 256;

export function search(problem: Problem, limits: Limits): Outcome {
  return new Search(problem, limits).run();
}

/**
 * Wing and Gong's search for a legal order: place an operation that may come next, go on from there, and take it back
 * when nothing can follow. Never recursive. Three things keep it short: the memo of configurations, the lookahead, and
 * that an operation without effect is placed as soon as the state fits. The last loses nothing: in an order in which it
 * comes later it can be moved up to here, since all that had to precede it is placed and the state does not notice.
 */
class Search {
  private readonly problem: Problem;
  private readonly limits: Limits;
  private readonly timeline: Timeline;
  private readonly memo: Memo;
  private readonly lookahead: Lookahead;
  private readonly order: number[] = [];
  /** The state before each operation of the order. */
  private readonly states: State[] = [];
  private state: State = ABSENT;
  /** Whether nothing has looked at the key since a pending operation changed it. */
  private unseen = false;
  private readonly unseens: boolean[] = [];
  /** The operation taken back last; the search goes on with the candidate after it. */
  private tried = NONE;
  private steps = 0;
  private ranOutOf: Resource | null = null;

  constructor(problem: Problem, limits: Limits) {
    this.problem = problem;
    this.limits = limits;
    this.timeline = createTimeline(problem);
    this.memo = createMemo(problem);
    this.lookahead = createLookahead(problem);
  }

  run(): Outcome {
    for (;;) {
      this.placeSilent();
      if (this.timeline.isDone()) return { kind: 'placed', order: this.order };
      while (!this.placeWriter()) {
        if (this.ranOutOf !== null) return { kind: 'ran out', of: this.ranOutOf };
        if (!this.retreat()) return { kind: 'impossible' };
      }
    }
  }

  /** Places whatever fits the state and does not change it. */
  private placeSilent(): void {
    const { completed } = this.problem;
    let operation = this.timeline.first();
    while (operation !== NONE && operation < completed) {
      if (this.isSilent(operation) && this.after(operation) !== REFUSED) {
        this.place(operation, this.state);
      }
      operation = this.timeline.after(operation);
    }
  }

  /** Places the next candidate that changes the state and leads somewhere new; false if there is none. */
  private placeWriter(): boolean {
    const { timeline, tried } = this;
    let operation = tried === NONE ? timeline.first() : timeline.after(tried);
    for (; operation !== NONE; operation = timeline.after(operation)) {
      if (this.isOver()) return false;
      if (!this.isSilent(operation) && this.tryWriter(operation)) return true;
    }
    return false;
  }

  private tryWriter(operation: number): boolean {
    const state = this.after(operation);
    if (state === REFUSED || this.wipesUnseen(operation)) return false;
    this.place(operation, state);
    if (this.lookahead.allows(state) && this.memo.isNew(state, this.unseen)) {
      this.tried = NONE;
      return true;
    }
    this.takeBack();
    return false;
  }

  /** A pending operation that nobody sees before all is replaced can as well be left out: one such order is enough. */
  private wipesUnseen(operation: number): boolean {
    return this.unseen && this.moveOf(operation).op === 'put';
  }

  /** Back to before the latest choice; false if there was none. */
  private retreat(): boolean {
    while (this.order.length > 0) {
      const operation = this.takeBack();
      if (this.isSilent(operation)) continue;
      this.tried = operation;
      return true;
    }
    return false;
  }

  private place(operation: number, state: State): void {
    this.order.push(operation);
    this.states.push(this.state);
    this.unseens.push(this.unseen);
    this.state = state;
    if (operation >= this.problem.completed) this.unseen = true;
    else if (looks(this.moveOf(operation))) this.unseen = false;
    this.timeline.place(operation);
    this.memo.place(operation);
    this.lookahead.place(operation);
  }

  private takeBack(): number {
    const operation = this.order.pop() as number;
    this.state = this.states.pop() as State;
    this.unseen = this.unseens.pop() as boolean;
    this.timeline.takeBack(operation);
    this.memo.takeBack(operation);
    this.lookahead.takeBack(operation);
    return operation;
  }

  private isSilent(operation: number): boolean {
    return isSilent(this.moveOf(operation));
  }

  private after(operation: number): State {
    return step(this.problem.texts, this.state, this.moveOf(operation));
  }

  private moveOf(operation: number): Move {
    return this.problem.moves[operation] as Move;
  }

  private isOver(): boolean {
    this.steps++;
    if (this.steps > this.limits.steps) this.ranOutOf = 'steps';
    else if (this.memo.bytes > this.limits.bytes) this.ranOutOf = 'memory';
    else if (this.steps % STEPS_BETWEEN_LOOKS === 0 && this.limits.isOutOfTime()) {
      this.ranOutOf = 'time';
    }
    return this.ranOutOf !== null;
  }
}
