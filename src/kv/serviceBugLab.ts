import { type Settings, type WrongMultiRule, wrongMultiPeer } from '../protocol/multi';
import { varied, type WrongRule } from '../protocol/wrongRule';
import {
  type MultiKvActor,
  multiKvServerBy,
  SERVICE_RULES,
  type ServiceRules,
} from './multiServer';

type WrongServiceRule = WrongRule<ServiceRules>;

const localRead: WrongServiceRule = {
  id: 'local-read',
  alsoKnownAs: ['BL-31'],
  title: 'Any server answers a get by itself',
  wrong:
    'A server answers a get with what it has executed so far. Every get needs its place in the log: this server may not know yet what was written before.',
  breaks: 'KV-response',
  hint: 'Cut S3 off, write with S1 and S2, and read from S3.',
  vary: (rules) => ({ ...rules, isLocal: ({ op }) => op === 'get' }),
};

const answersEarly: WrongServiceRule = {
  id: 'answers-early',
  alsoKnownAs: ['BL-54a'],
  title: 'The leader answers before the command is chosen',
  wrong:
    'The leader answers as soon as it has proposed a command. It must wait until the command is chosen and executed: until then it may be lost with the leader.',
  breaks: 'KV-response',
  hint: 'Kill the leader right after its answer.',
  vary: (rules) => ({ ...rules, answersEarly: () => true }),
};

const appendTwice: WrongServiceRule = {
  id: 'append-twice',
  alsoKnownAs: ['BL-33'],
  title: 'Nobody remembers what was executed',
  wrong:
    'The service executes every command that it finds in the log, and takes every request for a new one. It must remember each clerk’s last command: a clerk asks again when an answer is lost.',
  breaks: 'KV-fold',
  hint: 'Lose the answer to an append, and let three heartbeats clear its slot before its clerk asks again.',
  vary: (rules) => ({ ...rules, doneBefore: () => null, execute: always(rules) }),
};

const filterOnArrivalOnly: WrongServiceRule = {
  id: 'filter-on-arrival-only',
  alsoKnownAs: ['BL-34'],
  title: 'Repetitions are looked for only when a request arrives',
  wrong:
    'The service executes every command that it finds in the log. It must pass over what it has executed before: two leaders may have put the same command into two slots.',
  breaks: 'KV-fold',
  hint: 'Let two leaders propose the same append in different slots, and a third one finish both.',
  vary: (rules) => ({ ...rules, execute: always(rules) }),
};

/** As if the clerk had never called before. */
const always =
  ({ execute }: ServiceRules): ServiceRules['execute'] =>
  (service, operation) => {
    const sessions = service.sessions.filter(({ clerk }) => clerk !== operation.clerk);
    return execute({ ...service, sessions }, operation);
  };

const dropsRepeated: WrongServiceRule = {
  id: 'drops-instead-of-re-answering',
  alsoKnownAs: ['BL-65'],
  title: 'A repeated request is dropped',
  wrong:
    'The leader drops a request for what is executed already. It must send the answer again: the clerk asks because the first one was lost.',
  breaks: null,
  hint: 'Lose the answer to a call, and wait for its clerk to ask again.',
  vary: (rules) => ({ ...rules, answersAgain: () => false }),
};

/** The bug lab of the service above Multi-Paxos (CONFORMANCE 5.3, 5.4). */
export const SERVICE_WRONG_RULES: readonly WrongServiceRule[] = [
  localRead,
  answersEarly,
  appendTwice,
  filterOnArrivalOnly,
  dropsRepeated,
];

/** A server and its service that go wrong in these ways, and in no other. */
export function wrongMultiKvServer(
  settings: Settings,
  wrongMulti: readonly WrongMultiRule[],
  wrongService: readonly WrongServiceRule[],
): MultiKvActor {
  return multiKvServerBy(varied(SERVICE_RULES, wrongService), wrongMultiPeer(settings, wrongMulti));
}
