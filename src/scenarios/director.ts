import { addressOf, CLERK_BASE } from '../base/address';
import {
  type ClusterEvent,
  type ClusterOutcome,
  type ClusterWorld,
  isAbout,
} from '../check/cluster';
import type { Facts } from '../check/facts';
import type { Violation } from '../check/properties/property';
import { sentIn } from '../sim/events';
import { fromMs, type Micros, toMs } from '../sim/time';
import { type Act, actOf } from './acts';
import { type Evidence, holds } from './evaluate';
import type { Condition, Scenario, Step, StepOf } from './format';

/** Where a script stands: plain data, part of every moment, so that time travel takes the script along. */
export interface Cue {
  /** The step it stands at; the script's length when it is through. */
  readonly step: number;
  /** Until when the present `run` or `until` lasts; null when it has not begun to wait. */
  readonly deadline: Micros | null;
  /** How many more events a `run` of events lets happen; null when there is none. */
  readonly eventsLeft: number | null;
  /** The call of a clerk that the script waits for: done when the clerk has got so many answers. */
  readonly awaited: number | null;
  /** For each watched `sent` condition, how many messages it has counted. */
  readonly sent: readonly number[];
  /** The latest `say` step that was reached; null before the first. */
  readonly saying: number | null;
  /** Why the script stopped. */
  readonly failure: Failure | null;
  /** What a lenient script last passed over instead of stopping. */
  readonly remark: Failure | null;
}

export interface Failure {
  readonly step: number;
  readonly message: string;
}

/** The world a script is judged on. */
export interface Stage {
  readonly world: ClusterWorld;
  readonly facts: Facts;
  readonly violations: readonly Violation[];
}

type SentCondition = NonNullable<Condition['sent']>;
interface Never {
  readonly index: number;
  readonly condition: Condition;
}
type Sent = ClusterOutcome['posted'][number]['wire'];

/** Plays the script's part: says what it does next, and moves along as the world answers. Pure, but for what it was made of. */
export interface Director {
  /** The cue at the beginning. */
  begin(stage: Stage): Cue;
  /** The script's next event in this world; null while it waits for time, or has ended. */
  act(cue: Cue, world: ClusterWorld): ClusterEvent | null;
  /** The moment up to which the script lets things happen by themselves; null when it waits for nothing. */
  waitsUntil(cue: Cue): Micros | null;
  /** The cue after an event. `acted`: the event was the script's own. */
  follow(cue: Cue, acted: boolean, outcome: ClusterOutcome, stage: Stage): Cue;
  isThrough(cue: Cue): boolean;
}

/**
 * @param lenient Passes over what cannot be done or does not hold, with a remark, instead of stopping there: a person
 * who kills a server in the page still sees the rest of the scenario.
 */
export function createDirector({ script }: Pick<Scenario, 'script'>, lenient = false): Director {
  const watched = collectSent(script);
  const places = new Map(watched.map((condition, i) => [condition, i]));
  const nevers = script.flatMap((step, index): Never[] =>
    step.verb === 'never' ? [{ index, condition: step.arg }] : [],
  );
  const neversAt = new Map(nevers.map((never) => [never.index, [never]]));

  const evidence = (cue: Cue, stage: Stage): Evidence => ({
    ...stage,
    sentCount: (condition) => cue.sent[places.get(condition) ?? -1] ?? 0,
  });

  /** Moves past everything that needs neither an event nor time. */
  function settle(cue: Cue, stage: Stage): Cue {
    let now = checkNevers(cue, stage, nevers);
    while (now.failure === null && now.step < script.length) {
      const passed = pass(now, stage);
      if (passed === now) return now;
      // On the way nothing happens: of what must never hold only that is judged which begins to count.
      now = passed.failure ? passed : checkNevers(passed, stage, neversAt.get(now.step) ?? []);
    }
    return now;
  }

  function checkNevers(cue: Cue, stage: Stage, among: readonly Never[]): Cue {
    if (cue.failure) return cue;
    const broken = among.find(
      ({ index, condition }) => index < cue.step && holds(condition, evidence(cue, stage)),
    );
    if (!broken) return cue;
    const failure = {
      step: broken.index,
      message: `what must never hold holds: ${JSON.stringify(broken.condition)}`,
    };
    if (!lenient) return { ...cue, failure };
    return cue.remark?.step === broken.index ? cue : { ...cue, remark: failure };
  }

  /** The step under the cue failed. */
  function fail(cue: Cue, message: string): Cue {
    const failure = { step: cue.step, message };
    return lenient ? { ...advance(cue), remark: failure } : { ...cue, failure, deadline: null };
  }

  /** The cue one step on, or the same cue when this step needs an event or time. */
  function pass(cue: Cue, stage: Stage): Cue {
    const step = script[cue.step] as Step;
    const { now } = stage.world;
    if (step.at !== undefined && now < fromMs(step.at)) return cue;
    switch (step.verb) {
      case 'run':
        if ('events' in step.arg) return countDown(cue, step.arg.events);
        return waitFor(cue, now, step.arg.ms, () => advance(cue));
      case 'until':
        if (holds(step.arg.when, evidence(cue, stage))) return advance(cue);
        return waitFor(cue, now, step.arg.within, () =>
          fail(cue, `still not true after ${step.arg.within} ms: ${JSON.stringify(step.arg.when)}`),
        );
      case 'expect':
        if (holds(step.arg, evidence(cue, stage))) return advance(cue);
        return fail(cue, `does not hold at ${toMs(now)} ms: ${JSON.stringify(step.arg)}`);
      case 'call':
        return cue.awaited === null ? cue : awaitAnswer(cue, step, stage);
      case 'say':
        return { ...advance(cue), saying: cue.step };
      case 'never':
      case 'note':
      case 'ask':
        return advance(cue);
      default: {
        const act = actOf(step, stage.world);
        return act && 'refused' in act ? fail(cue, act.refused) : cue;
      }
    }
  }

  /** A `call` with `wait` holds the script until its clerk has this answer too. */
  function awaitAnswer(cue: Cue, { arg }: StepOf<'call'>, { world }: Stage): Cue {
    if (answersOf(world, arg.clerk) >= (cue.awaited ?? 0)) return advance(cue);
    return waitFor(cue, world.now, arg.wait ?? 0, () =>
      fail(cue, `${arg.clerk} got no answer to ${arg.op} ${arg.key} within ${arg.wait} ms`),
    );
  }

  /** The cue after the script's own event: the next step, unless it waits for an answer first. */
  function afterAct(cue: Cue, { world }: Stage): Cue {
    const step = script[cue.step];
    if (step?.verb !== 'call' || step.arg.wait === undefined) return advance(cue);
    const clerk = clerkOf(world, step.arg.clerk);
    return { ...cue, awaited: (clerk?.calls ?? 0) + (clerk?.queue.length ?? 0) };
  }

  function actAt(cue: Cue, world: ClusterWorld): Act | null {
    const step = script[cue.step];
    if (
      !step ||
      cue.failure ||
      cue.awaited !== null ||
      (step.at !== undefined && world.now < fromMs(step.at))
    )
      return null;
    return actOf(step, world);
  }

  return {
    begin: (stage) =>
      settle(
        {
          step: 0,
          deadline: null,
          eventsLeft: null,
          awaited: null,
          sent: watched.map(() => 0),
          saying: null,
          failure: null,
          remark: null,
        },
        stage,
      ),
    act(cue, world) {
      const act = actAt(cue, world);
      return act && 'event' in act ? act.event : null;
    },
    waitsUntil(cue) {
      const step = cue.failure ? undefined : script[cue.step];
      if (!step) return null;
      if (cue.eventsLeft !== null) return null;
      return cue.deadline ?? (step.at === undefined ? null : fromMs(step.at));
    },
    follow(cue, acted, outcome, stage) {
      const counted = countEvent(countSent(cue, watched, outcome));
      return settle(acted ? afterAct(counted, stage) : counted, stage);
    },
    isThrough: (cue) => cue.failure !== null || cue.step >= script.length,
  };
}

function advance(cue: Cue): Cue {
  return { ...cue, step: cue.step + 1, deadline: null, eventsLeft: null, awaited: null };
}

/** Counts from first sight on, and goes on once so many events have happened. */
function countDown(cue: Cue, events: number): Cue {
  if (cue.eventsLeft === null && events > 0) return { ...cue, eventsLeft: events };
  return (cue.eventsLeft ?? 0) > 0 ? cue : advance(cue);
}

function countEvent(cue: Cue): Cue {
  return cue.eventsLeft === null ? cue : { ...cue, eventsLeft: cue.eventsLeft - 1 };
}

/** Sets the deadline on first sight, and calls `over` once it has passed. */
function waitFor(cue: Cue, now: Micros, ms: number, over: () => Cue): Cue {
  if (cue.deadline === null) return ms === 0 ? over() : { ...cue, deadline: now + fromMs(ms) };
  return now >= cue.deadline ? over() : cue;
}

function clerkOf(world: ClusterWorld, name: string) {
  return world.clerks[(addressOf(name) ?? 0) - CLERK_BASE - 1]?.state?.context;
}

/** How many of a clerk's calls have come back. */
function answersOf(world: ClusterWorld, name: string): number {
  const clerk = clerkOf(world, name);
  return clerk ? clerk.calls - (clerk.operation ? 1 : 0) : 0;
}

// ---- counting what was sent ---------------------------------------------------------------------------------------

function collectSent(script: readonly Step[]): readonly SentCondition[] {
  return script.flatMap((step) => {
    if (step.verb === 'until') return sentConditions(step.arg.when);
    return step.verb === 'expect' || step.verb === 'never' ? sentConditions(step.arg) : [];
  });
}

function sentConditions({ sent, all = [], any = [], not }: Condition): SentCondition[] {
  return [
    ...(sent ? [sent] : []),
    ...[...all, ...any, ...(not ? [not] : [])].flatMap(sentConditions),
  ];
}

function countSent(cue: Cue, watched: readonly SentCondition[], outcome: ClusterOutcome): Cue {
  if (watched.length === 0 || outcome.posted.length === 0) return cue;
  const originals = sentIn(outcome);
  const sent = cue.sent.map((count, i) => {
    const filter = watched[i] as SentCondition;
    return count + originals.filter((wire) => isCounted(filter, wire)).length;
  });
  return { ...cue, sent };
}

function isCounted({ kinds, from, to, seq }: SentCondition, wire: Sent): boolean {
  return (
    (kinds === undefined || kinds.includes(wire.message.kind)) &&
    (from === undefined || addressOf(from) === wire.from) &&
    (to === undefined || to.some((name) => addressOf(name) === wire.to)) &&
    (seq === undefined || isAbout(wire.message, seq))
  );
}
