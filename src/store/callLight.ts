import type { CallFact } from '../check/calls';
import { isAgreement } from '../check/cluster';
import { factsOf } from '../check/facts';
import { type Operation, readOperation } from '../kv';
import type { Moment } from '../scenarios/run';
import type { Thing } from './things';
import type { Trace } from './trace';

interface Scene {
  readonly moment: Moment;
  readonly trace: Trace;
}

/** The call behind a thing: a call itself, a request or reply of it, or the instance its operation was chosen in. */
export function callOf(thing: Thing | null, { moment, trace }: Scene): CallFact | null {
  const tag = thing && tagBehind(thing, { moment, trace });
  if (!tag) return null;
  return moment.facts.calls.find(({ clerk, id }) => clerk === tag.clerk && id === tag.id) ?? null;
}

function tagBehind(thing: Thing, { moment, trace }: Scene): Pick<Operation, 'clerk' | 'id'> | null {
  switch (thing.kind) {
    case 'call':
      return thing;
    case 'instance':
    case 'cell':
      return readOperation(factsOf(moment.facts, thing.seq).chosen[0]?.value ?? '');
    case 'message': {
      const message = trace.messages[thing.id - 1]?.message;
      if (!message) return null;
      if (message.kind === 'request') return message.operation;
      if (message.kind === 'reply') return message;
      return isAgreement(message) && 'value' in message ? readOperation(message.value) : null;
    }
    default:
      return null;
  }
}
