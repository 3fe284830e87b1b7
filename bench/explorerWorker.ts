import { parentPort } from 'node:worker_threads';
import { createActorSpace } from '../src/check/explorer/actors/actorSpace';
import { paxosRegister } from '../src/check/explorer/models/paxosRegister.testkit';
import { createSearch } from '../src/check/explorer/search';
import { cpuMs } from './cpu';

const search = createSearch(createActorSpace(paxosRegister(3, 3)), { now: cpuMs });
search.run({});
parentPort?.postMessage(search.result);
