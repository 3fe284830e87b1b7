import type { Address } from '../base/address';
import { type Call, type Status, statusOf } from '../protocol/basic';
import { type KvServer, kvServer } from './server';
import { Shop } from './shop.testkit';

/** Peers of the library, each with a replica above it; the test says who looks. */
export class LibraryShop extends Shop<KvServer, Call> {
  constructor(servers: number) {
    super(kvServer, servers, { retry: 40, patience: 200 });
  }

  server(address: Address): KvServer {
    return this.state(address);
  }

  replica(address: Address) {
    return this.server(address).replica.context;
  }

  status(address: Address, seq: number): Status {
    return statusOf(this.server(address), seq);
  }

  poll(address: Address): this {
    return this.fire(address, 'poll');
  }

  retry(address: Address, seq: number): this {
    return this.fire(address, `retry ${seq}`);
  }
}
