import fc from 'fast-check';
import type { Limits } from '../limits';
import type { ActorSystem, Move, MoveKind, Reaction } from '../system';

/**
 * Small systems without any sense. A message sends only messages with higher numbers, and moves are bounded, so there are
 * finitely many worlds. Nodes and the ghost are numbers in a record, as whole values of their own are.
 */
export interface RandomSystem {
  readonly system: ActorSystem<Numbered, Numbered, Numbered>;
  readonly limits: Limits;
}

interface Numbered {
  readonly n: number;
}

type Row = readonly number[];

const NODES = 3;
const MESSAGES = 4;
const PLACES = 3;

const node = fc.nat({ max: NODES - 1 });
const place = fc.nat({ max: PLACES - 1 });
const sent = fc.array(fc.tuple(place, fc.nat({ max: MESSAGES - 1 })), { maxLength: 2 });
const reaction = fc.record({ node, sent });
/** What each node does with each message. */
const handlers = fc.array(fc.option(reaction, { freq: 3 }), {
  minLength: PLACES * NODES * MESSAGES,
  maxLength: PLACES * NODES * MESSAGES,
});
const move = fc.record({
  kind: fc.constantFrom<MoveKind>('timeout', 'crash', 'restart', 'call'),
  reaction,
});
const moves = fc.array(fc.array(move, { maxLength: 2 }), {
  minLength: PLACES * NODES,
  maxLength: PLACES * NODES,
});
const few = fc.nat({ max: 1 });

export const randomSystem: fc.Arbitrary<RandomSystem> = fc
  .record({
    nodes: fc.tuple(node, node, node),
    wires: fc.array(fc.tuple(place, place, fc.nat({ max: 1 })), { minLength: 1, maxLength: 3 }),
    handlers,
    moves,
    watched: fc.array(fc.nat({ max: 2 }), { minLength: NODES, maxLength: NODES }),
    /** Which sums of nodes and ghost are wrong, if any; and which ghost must not come twice. */
    wrong: fc.option(fc.nat({ max: 8 })),
    wrongGhost: fc.option(fc.nat({ max: 2 })),
    /** A node that does not come back from its number, and does nothing any more, if any. */
    dead: fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: node }),
    highest: fc.option(fc.constant(NODES - 2)),
    limits: fc.record({ crashes: few, losses: few, duplications: few, timeouts: few, calls: few }),
  })
  .map(({ limits, ...tables }) => ({ limits, system: systemOf(tables) }));

interface Tables {
  readonly nodes: Row;
  readonly wires: readonly (readonly [number, number, number])[];
  readonly handlers: readonly ({ node: number; sent: [number, number][] } | null)[];
  readonly moves: readonly (readonly {
    kind: MoveKind;
    reaction: { node: number; sent: [number, number][] };
  }[])[];
  readonly watched: Row;
  readonly wrong: number | null;
  readonly wrongGhost: number | null;
  readonly dead: number | null;
  readonly highest: number | null;
}

function systemOf(tables: Tables): RandomSystem['system'] {
  const movesOf = (place: number, { n }: Numbered) =>
    n === tables.dead ? [] : (tables.moves[place * NODES + n] ?? []);
  const told = (
    { node, sent }: { node: number; sent: [number, number][] },
    above: number,
  ): Reaction<Numbered, Numbered> => ({
    node: { n: node },
    sent: sent.filter(([, m]) => m > above).map(([to, m]) => ({ to, message: { n: m } })),
  });

  return {
    nodes: tables.nodes.map((n) => ({ n })),
    wires: tables.wires.map(([from, to, n]) => ({ from, to, message: { n } })),
    ghost: { n: 0 },
    receive(place, { n }, from, message) {
      if (n === tables.dead) return null;
      const found = tables.handlers[(place * NODES + n) * MESSAGES + message.n];
      // Some look at the sender, too.
      return found && (from + message.n) % 4 !== 3 ? told(found, message.n) : null;
    },
    ignores: (_place, { n }) => n === tables.dead,
    moves: (place, node) =>
      movesOf(place, node).map(({ kind }, i): Move => ({ kind, name: `move ${i}` })),
    move(place, node, { kind, name }) {
      const found = movesOf(place, node)[Number(name.slice('move '.length))];
      if (!found) throw new RangeError(`node ${node.n} at ${place} has no ${name}`);
      // What is not counted must not send.
      return told(found.reaction, kind === 'restart' ? MESSAGES : MESSAGES - 2);
    },
    watch: (ghost, { place, after, sent }) => {
      const next = (ghost.n + (tables.watched[after.n] ?? 0) + (place === 0 ? sent.length : 0)) % 3;
      const isWrong = next === tables.wrongGhost && ghost.n === next && sent.length === 2;
      return { ghost: { n: next }, broken: isWrong ? 'ghost' : null };
    },
    judge: (nodes, ghost) => {
      const weighed = nodes.reduce((sum, { n }, place) => sum + n * (place + 1), ghost.n);
      return weighed === tables.wrong ? 'sum' : null;
    },
    within: (place, { n }) => place !== 2 || tables.highest === null || n <= tables.highest,
    facts: (nodes) => (nodes.every(({ n }) => n === 0) ? ['all zero'] : []),
  };
}
