import type { Effect, Step } from '../../base/actor';
import type { Address } from '../../base/address';
import { type Call, paxosPeer } from './mailRoom';
import type { Message } from './messages';
import { type Peer, statusOf } from './peer';

export interface Posted {
  readonly from: Address;
  readonly to: Address;
  readonly message: Message;
}

/** Peers and the messages between them, delivered in the order of sending or as the test says. No time, no luck. */
export class Office {
  readonly peers: Peer[];
  /** Under way, oldest first. */
  readonly wires: Posted[] = [];
  /** Everything ever sent. */
  readonly sent: Posted[] = [];
  /** The effects of the latest handler. */
  effects: readonly Effect<Message>[] = [];

  constructor(servers: number) {
    const addresses = Array.from({ length: servers }, (_, i) => i + 1);
    this.peers = addresses.map(
      (address) => paxosPeer.start({ address, servers: addresses, timers: { retry: 40 } }).state,
    );
  }

  peer(server: Address): Peer {
    return this.peers[server - 1] as Peer;
  }

  status(server: Address, seq: number): string {
    const status = statusOf(this.peer(server), seq);
    return status.fate === 'decided' ? `decided ${status.value}` : status.fate;
  }

  statuses(seq: number): string[] {
    return this.peers.map(({ self }) => this.status(self, seq));
  }

  start(server: Address, seq: number, value: string): this {
    return this.call(server, { type: 'start', seq, value });
  }

  done(server: Address, seq: number): this {
    return this.call(server, { type: 'done', seq });
  }

  retry(server: Address, seq: number): this {
    return this.settle(server, paxosPeer.timeout(this.peer(server), `retry ${seq}`));
  }

  crash(server: Address): void {
    const { servers } = this.peer(server);
    const durable = paxosPeer.durable(this.peer(server));
    const timers = { retry: 40 };
    this.settle(server, paxosPeer.start({ address: server, servers, timers }, durable));
  }

  /** Delivers this message now, wherever it is from: also one that a test made up or kept. */
  deliver({ from, to, message }: Posted): this {
    return this.settle(to, paxosPeer.receive(this.peer(to), from, message));
  }

  /** Takes the oldest message that `matches` out of the network. */
  take(matches: (wire: Posted) => boolean): Posted {
    const index = this.wires.findIndex(matches);
    const [wire] = index < 0 ? [] : this.wires.splice(index, 1);
    if (!wire) throw new Error('no such message');
    return wire;
  }

  /** Delivers everything that `reaches` lets through, until nothing is under way; the rest is lost. */
  run(reaches: (wire: Posted) => boolean = () => true): this {
    for (let wire = this.wires.shift(); wire; wire = this.wires.shift()) {
      if (reaches(wire)) this.deliver(wire);
    }
    return this;
  }

  private call(server: Address, request: Call): this {
    return this.settle(server, paxosPeer.call(this.peer(server), request));
  }

  private settle(server: Address, { state, effects }: Step<Peer, Message>): this {
    this.peers[server - 1] = state;
    this.effects = effects;
    for (const effect of effects) {
      if (effect.type !== 'send') continue;
      const posted = { from: server, to: effect.to, message: effect.message };
      this.wires.push(posted);
      this.sent.push(posted);
    }
    return this;
  }
}

/** Delivers only between these servers. */
export function among(...servers: Address[]): (wire: Posted) => boolean {
  return ({ from, to }) => servers.includes(from) && servers.includes(to);
}
