/** A state in values; of a system, the one at the beginning. */
export interface World<N, M, G> {
  /** A node's place is its index. */
  readonly nodes: readonly N[];
  /** The messages under way: a multiset, delivered in any order. */
  readonly wires: readonly Wire<M>[];
  /** What is remembered beside the protocol. */
  readonly ghost: G;
}

/**
 * What the explorer can search: actors at places that react to messages and make moves of their own. Everything here is
 * plain JSON and every function is pure, because each answer is asked for once and then remembered.
 */
export interface ActorSystem<N, M, G = null> extends World<N, M, G> {
  /** What a delivery does; null when nothing at all would happen: then the message stays where it is and waits. */
  receive(place: number, node: N, from: number, message: M): Reaction<N, M> | null;
  /**
   * Whether the message can never again have any effect, on this node or on whatever it may become. Such messages are
   * forgotten at once, which leaves several times fewer states; no other function may care whether they are under way.
   */
  ignores?(place: number, node: N, from: number, message: M): boolean;
  /** What the node can do without a message. Two moves of one node differ in kind or name. */
  moves(place: number, node: N): readonly Move[];
  move(place: number, node: N, move: Move): Reaction<N, M>;
  /** False beyond a bound of the model, say a ballot too high: steps that lead there are cut off, and the result says so. */
  within?(place: number, node: N): boolean;
  /** What the happening adds to the ghost, and the property that it breaks. */
  watch?(ghost: G, happening: Happening<N, M>): Watched<G>;
  /** The property that does not hold for these nodes and this ghost; null when all hold. */
  judge?(nodes: readonly N[], ghost: G): string | null;
  /** Whether this is what is searched for. */
  goal?(nodes: readonly N[], ghost: G): boolean;
  /** Whether nothing that follows from here is of interest. */
  prune?(nodes: readonly N[], ghost: G): boolean;
  /** "Sometimes" facts that are true here: a search without violations in which nothing happens shows it by their absence. */
  facts?(nodes: readonly N[], ghost: G): readonly string[];
}

/** A message under way. `to` is a place; `from` may be any number that `receive` understands. */
export interface Wire<M> {
  readonly from: number;
  readonly to: number;
  readonly message: M;
}

/** What a node has become, and what it sends. */
export interface Reaction<N, M> {
  readonly node: N;
  readonly sent: readonly { readonly to: number; readonly message: M }[];
  /** Anything that {@link ActorSystem.watch} should know; never looked at by the explorer. */
  readonly extra?: unknown;
}

/** Moves are bounded by kind, see `Limits`. A restart is bounded by the crash before it. */
export type MoveKind = 'timeout' | 'crash' | 'restart' | 'call';

export interface Move {
  readonly kind: MoveKind;
  readonly name: string;
}

/** One step of a run. Losses and duplications are the network's; all else is a node's. */
export type Action<M> =
  | ({ readonly type: 'deliver' | 'lose' | 'duplicate' } & Wire<M>)
  | { readonly type: 'move'; readonly place: number; readonly move: Move };

/** A node's step, for the ghost. */
export interface Happening<N, M> {
  readonly place: number;
  readonly before: N;
  readonly after: N;
  /** A delivery or a move. */
  readonly cause: Action<M>;
  readonly sent: Reaction<N, M>['sent'];
  readonly extra: unknown;
}

export interface Watched<G> {
  readonly ghost: G;
  /** The property broken by this very step. */
  readonly broken: string | null;
}
