import type { Address } from '../base/address';
import type { Call } from '../protocol/multi';
import { DEFAULT_SETTINGS } from '../protocol/multi';
import { type MultiKvServer, multiKvServer } from './multiServer';
import { Shop } from './shop.testkit';

/** Servers of Multi-Paxos, each with the key/value service above it. */
export class LeaderShop extends Shop<MultiKvServer, Call> {
  constructor(servers: number) {
    super(multiKvServer(DEFAULT_SETTINGS), servers);
  }

  /** Hears nobody until it runs for leader; its questions are under way. */
  campaign(address: Address): this {
    for (let i = 0; i < 3 && this.state(address).leader.value === 'following'; i++)
      this.fire(address, 'heartbeatCheck');
    return this;
  }

  beat(address: Address): this {
    return this.fire(address, 'heartbeat');
  }

  service(address: Address) {
    return this.state(address).service;
  }

  /** "k=xy l=z": the database of a server. */
  database(address: Address): string {
    return this.service(address)
      .database.map(([key, value]) => `${key}=${value}`)
      .join(' ');
  }
}
