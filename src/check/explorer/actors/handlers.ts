import type { Fingerprint } from '../space';
import type { ActorSystem, Happening, Move, Reaction } from '../system';
import { createPairMap } from '../tables/pairMap';
import type { Digester } from './digester';
import { createInterner, type Interner } from './interner';
import type { Wires } from './wires';

/** A reaction in numbers: what a step changes of a row and, by adding it, of its fingerprint. */
export interface Compiled extends Fingerprint {
  /** Of the reactions of all nodes, counting from 0. */
  readonly id: number;
  readonly place: number;
  readonly after: number;
  /** The wires sent, ascending. */
  readonly sent: Int32Array;
  /** Where it leads is beyond a bound of the model: the step is not taken. */
  readonly isBeyond: boolean;
}

/**
 * The nodes of an actor system by number, and what they do: each node is asked once about each message and each move, and
 * the answer is remembered as a {@link Compiled} reaction.
 */
export interface Handlers<N, M> {
  /** The nodes of each place have numbers of their own. */
  nodesAt(place: number): Interner<N>;
  readonly calls: number;
  readonly bytes: number;
  /** What the node does with the wire; null when nothing. */
  receive(node: number, wire: number): Compiled | null;
  /** Whether the wire is nothing to the node, and never will be. */
  ignores(node: number, wire: number): boolean;
  moves(place: number, node: number): readonly CompiledMove[];
  /** The reaction as it was given, for whoever watches. */
  happening(reaction: Compiled): Happening<N, M>;
  /** Number of a move with its place, and back. */
  moveId(place: number, move: Move): number;
  moveOf(id: number): { readonly place: number; readonly move: Move };
}

export interface CompiledMove {
  readonly id: number;
  readonly kind: Move['kind'];
  /** Runs the handler at the first call. */
  reaction(): Compiled;
}

const NEVER = 0;
const REACTION_BYTES = 150;

export function createHandlers<N, M, G>(
  system: ActorSystem<N, M, G>,
  wires: Wires<M>,
  digester: Digester,
): Handlers<N, M> {
  const nodes = system.nodes.map((_, place) => createInterner<N>(`node ${place}`, digester));
  const moveIds = createInterner<{ place: number; move: Move }>('move', digester);
  const moveLists: CompiledMove[][][] = system.nodes.map(() => []);
  const beyond: boolean[][] = system.nodes.map(() => []);
  /** (node, wire) to the index of its reaction among `reactions`, where {@link NEVER} is none. */
  const received = createPairMap();
  const ignored = createPairMap();
  const reactions: (Compiled | null)[] = [null];
  const happenings: Happening<N, M>[] = [];
  let calls = 0;

  function nodesAt(place: number): Interner<N> {
    return nodes[place] as Interner<N>;
  }

  function isBeyond(place: number, node: number): boolean {
    const known = beyond[place] as boolean[];
    known[node] ??= system.within?.(place, nodesAt(place).value(node)) === false;
    return known[node];
  }

  function compile(
    place: number,
    before: number,
    reaction: Reaction<N, M>,
    cause: Happening<N, M>['cause'],
  ): Compiled {
    const its = nodesAt(place);
    const after = its.intern(reaction.node);
    const sent = Int32Array.from(reaction.sent, ({ to, message }) =>
      wires.intern(place, to, message),
    ).sort();
    let high = its.high(after) - its.high(before);
    let low = its.low(after) - its.low(before);
    for (const wire of sent) {
      high += wires.high(wire);
      low += wires.low(wire);
    }
    happenings.push({
      place,
      before: its.value(before),
      after: its.value(after),
      cause,
      sent: reaction.sent,
      extra: reaction.extra,
    });
    return {
      id: happenings.length - 1,
      place,
      after,
      sent,
      high: high | 0,
      low: low | 0,
      isBeyond: isBeyond(place, after),
    };
  }

  function step(node: number, wire: number): number {
    const { from, to, message } = wires.value(wire);
    calls++;
    const reaction = system.receive(to, nodesAt(to).value(node), from, message);
    if (reaction === null) return NEVER;
    return reactions.push(compile(to, node, reaction, { type: 'deliver', from, to, message })) - 1;
  }

  function lazily(place: number, node: number, move: Move): CompiledMove {
    let reaction: Compiled | null = null;
    return {
      id: moveIds.intern({ place, move }),
      kind: move.kind,
      reaction() {
        if (reaction !== null) return reaction;
        calls++;
        const made = system.move(place, nodesAt(place).value(node), move);
        reaction = compile(place, node, made, { type: 'move', place, move });
        return reaction;
      },
    };
  }

  return {
    nodesAt,
    get calls() {
      return calls;
    },
    get bytes() {
      const ofNodes = nodes.reduce((sum, { bytes }) => sum + bytes, 0);
      return ofNodes + received.bytes + ignored.bytes + happenings.length * REACTION_BYTES;
    },
    receive(node, wire) {
      let index = received.get(node, wire);
      if (index < 0) {
        index = step(node, wire);
        received.add(node, wire, index);
      }
      return reactions[index] as Compiled | null;
    },
    ignores(node, wire) {
      const known = ignored.get(node, wire);
      if (known >= 0) return known === 1;
      const { from, to, message } = wires.value(wire);
      const told = system.ignores?.(to, nodesAt(to).value(node), from, message) ?? false;
      ignored.add(node, wire, told ? 1 : 0);
      return told;
    },
    moves(place, node) {
      const known = moveLists[place] as CompiledMove[][];
      known[node] ??= system
        .moves(place, nodesAt(place).value(node))
        .map((move) => lazily(place, node, move));
      return known[node];
    },
    happening: (reaction) => happenings[reaction.id] as Happening<N, M>,
    moveId: (place, move) => moveIds.find({ place, move }),
    moveOf: (id) => moveIds.value(id),
  };
}
