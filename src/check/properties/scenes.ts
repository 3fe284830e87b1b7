import type { Address } from '../../base/address';
import { sameBallot } from '../../protocol/ballot';
import type { Instance } from '../../protocol/basic';
import type { Vote } from '../../protocol/vote';
import type { Observed } from '../cluster';
import { type Facts, factsOf, type InstanceFacts } from '../facts';
import { type Position, positionIn, positionsTouched, rolesAt, stateIn } from '../reading';
import type { About, Property } from './property';

/** What a step is about: one position at one server, what it held before and after, and the facts of the position. */
export interface Scene {
  readonly seq: number;
  readonly server: Address;
  readonly was: Position | undefined;
  readonly is: Position | undefined;
  readonly known: InstanceFacts;
  /** The server's roles there, of the library only. */
  readonly rolesBefore: Instance | undefined;
  readonly roles: Instance | undefined;
  readonly step: Observed;
  /** Its acceptor gave a vote. */
  readonly voted: boolean;
  /** Its vote is the one that made a choice. */
  readonly chose: boolean;
  readonly learned: boolean;
  /** Its proposer has something new to ask for, or another ballot. */
  readonly proposed: boolean;
  /** Its acceptor follows another ballot. */
  readonly promised: boolean;
}

export function sameVote(a: Vote | null, b: Vote | null): boolean {
  if (a === null || b === null) return a === b;
  return a === b || (a.value === b.value && sameBallot(a.ballot, b.ballot));
}

/** One scene for each position that the step touches. */
function scenesOf(step: Observed, facts: Facts): readonly Scene[] {
  const server = step.outcome.node;
  if (server === null) return [];
  const [before, after] = [stateIn(step.before, server), stateIn(step.after, server)];
  return positionsTouched(step, server).map((seq) => {
    const [was, is] = [positionIn(before, seq), positionIn(after, seq)];
    const [rolesBefore, roles] = [rolesAt(before, seq), rolesAt(after, seq)];
    const known = factsOf(facts, seq);
    const vote = is?.vote ?? null;
    const voted = vote !== null && !sameVote(vote, was?.vote ?? null);
    const chose = voted && isBehind(known, vote, server);
    const decided = is?.decided ?? null;
    const learned = decided !== null && decided !== was?.decided;
    const proposed =
      roles !== undefined &&
      roles.proposer !== rolesBefore?.proposer &&
      (roles.proposer.context.value !== rolesBefore?.proposer.context.value ||
        roles.proposer.context.ballot !== rolesBefore?.proposer.context.ballot);
    const promised = is !== undefined && is.promised !== (was?.promised ?? null);
    const what = { voted, chose, learned, proposed, promised };
    return { seq, server, was, is, known, rolesBefore, roles, step, ...what };
  });
}

/** Whether this server's vote is one of those that made a choice. */
function isBehind({ chosen }: InstanceFacts, { ballot }: Vote, server: Address): boolean {
  return chosen.some(
    (choice) => sameBallot(choice.ballot, ballot) && choice.acceptors.includes(server),
  );
}

/** The properties of one step ask for the same scenes one after the other: they are made once. */
let latest: { step: Observed; facts: Facts; scenes: readonly Scene[] } | null = null;

export function scenesAt(step: Observed, facts: Facts): readonly Scene[] {
  if (latest?.step !== step || latest.facts !== facts) {
    latest = { step, facts, scenes: scenesOf(step, facts) };
  }
  return latest.scenes;
}

/** How a property of one position is judged. */
interface Rules {
  concerns(scene: Scene): boolean;
  judge(scene: Scene): ReturnType<Property['judge']>;
  readonly prove?: Property['prove'];
}

/** A property of each position that a step touches. */
export function perInstance(
  about: Omit<About, 'scope' | 'of'>,
  { concerns, judge, prove }: Rules,
): Property {
  return {
    ...about,
    scope: 'server',
    of: 'server',
    concerns(step, facts) {
      for (const scene of scenesAt(step, facts)) if (concerns(scene)) return true;
      return false;
    },
    judge(step, facts) {
      for (const scene of scenesAt(step, facts)) {
        const broken = concerns(scene) ? judge(scene) : null;
        if (broken) return { seq: scene.seq, server: scene.server, ...broken };
      }
      return null;
    },
    ...(prove && { prove }),
  };
}
