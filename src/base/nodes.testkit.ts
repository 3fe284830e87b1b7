import type { Actor, Effect, Step } from './actor';
import type { Address } from './address';

/** A message between two nodes. */
export interface Posted<M> {
  readonly from: Address;
  readonly to: Address;
  readonly message: M;
}

/**
 * Nodes of one kind and the messages between them, delivered in the order of sending or as the test says. No time, no
 * luck: a timer fires when the test says so.
 */
export class Nodes<S, M, C> {
  readonly states: S[];
  /** Under way, oldest first. */
  readonly wires: Posted<M>[] = [];
  /** Everything ever sent. */
  readonly sent: Posted<M>[] = [];
  /** The effects of the latest handler. */
  effects: readonly Effect<M>[] = [];
  private readonly actor: Actor<S, M, C>;
  private readonly addresses: readonly Address[];
  private readonly timers: Readonly<Record<string, number>>;

  constructor(
    actor: Actor<S, M, C>,
    servers: number,
    timers: Readonly<Record<string, number>> = {},
  ) {
    this.actor = actor;
    this.timers = timers;
    this.addresses = Array.from({ length: servers }, (_, i) => i + 1);
    this.states = this.addresses.map((address) => actor.start(this.self(address)).state);
  }

  state(server: Address): S {
    return this.states[server - 1] as S;
  }

  call(server: Address, request: C): this {
    return this.settle(server, this.actor.call(this.state(server), request));
  }

  fire(server: Address, timer: string): this {
    return this.settle(server, this.actor.timeout(this.state(server), timer));
  }

  /** Crash and comeback with the disk kept. */
  crash(server: Address): this {
    const durable = this.actor.durable(this.state(server));
    return this.settle(server, this.actor.start(this.self(server), durable));
  }

  /** Delivers this message now, wherever it is from: also one that a test made up or kept. */
  deliver({ from, to, message }: Posted<M>): this {
    return this.settle(to, this.actor.receive(this.state(to), from, message));
  }

  /** Takes the oldest message that `matches` out of the network. */
  take(matches: (wire: Posted<M>) => boolean): Posted<M> {
    const index = this.wires.findIndex(matches);
    const [wire] = index < 0 ? [] : this.wires.splice(index, 1);
    if (!wire) throw new Error('no such message');
    return wire;
  }

  /** Delivers everything that `reaches` lets through, until nothing is under way; the rest is lost. */
  run(reaches: (wire: Posted<M>) => boolean = () => true): this {
    for (let wire = this.wires.shift(); wire; wire = this.wires.shift()) {
      if (reaches(wire)) this.deliver(wire);
    }
    return this;
  }

  protected post(posted: Posted<M>): void {
    this.wires.push(posted);
    this.sent.push(posted);
  }

  private self(address: Address) {
    return { address, servers: this.addresses, timers: this.timers };
  }

  private settle(server: Address, { state, effects }: Step<S, M>): this {
    this.states[server - 1] = state;
    this.effects = effects;
    for (const effect of effects) {
      if (effect.type !== 'send') continue;
      this.post({ from: server, to: effect.to, message: effect.message });
    }
    return this;
  }
}

/** Delivers only between these servers. */
export function among(...servers: Address[]): (wire: Posted<unknown>) => boolean {
  return ({ from, to }) => servers.includes(from) && servers.includes(to);
}
