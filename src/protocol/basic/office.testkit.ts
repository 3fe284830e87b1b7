import type { Address } from '../../base/address';
import { Nodes } from '../../base/nodes.testkit';
import { type Call, paxosPeer } from './mailRoom';
import type { Message } from './messages';
import { type Peer, statusOf } from './peer';

/** Peers of the library, and nobody above them. */
export class Office extends Nodes<Peer, Message, Call> {
  constructor(servers: number) {
    super(paxosPeer, servers, { retry: 40 });
  }

  get peers(): readonly Peer[] {
    return this.states;
  }

  peer(server: Address): Peer {
    return this.state(server);
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
    return this.fire(server, `retry ${seq}`);
  }
}
