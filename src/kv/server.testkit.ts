import type { Effect, Step } from '../base/actor';
import type { Address } from '../base/address';
import { type Status, statusOf } from '../protocol/basic';
import type { Operation, OperationKind } from './operation';
import { type KvServer, kvServer, type ServerMessage } from './server';

export interface Posted {
  readonly from: Address;
  readonly to: Address;
  readonly message: ServerMessage;
}

const TIMERS = { retry: 40, patience: 200 };

/** Key/value servers and the letters between them, delivered in the order of sending. No time: the test says who looks. */
export class Shop {
  readonly servers: KvServer[];
  readonly wires: Posted[] = [];
  /** "S1 to C1.1: x", every answer given so far. */
  readonly answers: string[] = [];
  /** The effects of the latest handler. */
  effects: readonly Effect<ServerMessage>[] = [];
  private readonly addresses: Address[];
  private readonly calls = new Map<Address, number>();

  constructor(servers: number) {
    this.addresses = Array.from({ length: servers }, (_, i) => i + 1);
    this.servers = this.addresses.map(
      (address) => kvServer.start({ address, servers: this.addresses, timers: TIMERS }).state,
    );
  }

  server(address: Address): KvServer {
    return this.servers[address - 1] as KvServer;
  }

  replica(address: Address) {
    return this.server(address).replica.context;
  }

  status(address: Address, seq: number): Status {
    return statusOf(this.server(address), seq);
  }

  /** The next operation of C1, C2, … */
  operation(clerk: number, op: OperationKind, key: string, value = ''): Operation {
    const id = (this.calls.get(clerk) ?? 0) + 1;
    this.calls.set(clerk, id);
    return { op, key, value, clerk: 100 + clerk, id };
  }

  ask(address: Address, operation: Operation, attempt = 0): this {
    const message = { kind: 'request', operation, attempt } as const;
    return this.deliver({ from: operation.clerk, to: address, message });
  }

  poll(address: Address): this {
    return this.settle(address, kvServer.timeout(this.server(address), 'poll'));
  }

  retry(address: Address, seq: number): this {
    return this.settle(address, kvServer.timeout(this.server(address), `retry ${seq}`));
  }

  /** Crash and comeback with the disk kept. */
  crash(address: Address): this {
    const durable = kvServer.durable(this.server(address));
    const self = { address, servers: this.addresses, timers: TIMERS };
    return this.settle(address, kvServer.start(self, durable));
  }

  /** Delivers everything that `reaches` lets through, until nothing is under way; the rest is lost. */
  run(reaches: (wire: Posted) => boolean = () => true): this {
    for (let wire = this.wires.shift(); wire; wire = this.wires.shift()) {
      if (reaches(wire)) this.deliver(wire);
    }
    return this;
  }

  private deliver({ from, to, message }: Posted): this {
    return this.settle(to, kvServer.receive(this.server(to), from, message));
  }

  private settle(address: Address, { state, effects }: Step<KvServer, ServerMessage>): this {
    this.servers[address - 1] = state;
    this.effects = effects;
    for (const effect of effects) {
      if (effect.type !== 'send') continue;
      const { to, message } = effect;
      if (message.kind === 'reply')
        this.answers.push(`S${address} to C${to - 100}.${message.id}: ${message.result}`);
      else this.wires.push({ from: address, to, message });
    }
    return this;
  }
}

/** Delivers only between these servers. */
export function among(...servers: Address[]): (wire: Posted) => boolean {
  return ({ from, to }) => servers.includes(from) && servers.includes(to);
}
