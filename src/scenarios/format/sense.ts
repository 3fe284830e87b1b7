import { Refusal, shown } from './refusal';
import type { Step, WorkloadCall } from './types';

/** What a schema cannot say about one step: its parts must fit together. `pointer` is the place of its argument. */
export function checkSense(step: Step, pointer: string): void {
  const complaint = complaintOf(step);
  if (complaint) throw new Refusal(pointer + complaint[0], complaint[1]);
}

type Complaint = readonly [at: string, reason: string];

function complaintOf(step: Step): Complaint | null {
  switch (step.verb) {
    case 'call':
      return complaintOfCall(step.arg, '');
    case 'workload':
      return first(step.arg.calls.map((call, i) => complaintOfCall(call, `/calls/${i}`)));
    case 'partition':
      return repeated(step.arg.groups.flat());
    case 'reconfigure':
      return repeated(step.arg.peers);
    case 'cut':
    case 'mend':
      return step.arg.from === step.arg.to
        ? ['/to', 'expected a link between two different processes']
        : null;
    case 'ask': {
      const { answer, options } = step.arg;
      const last = options.length - 1;
      return options[answer] === undefined
        ? ['/answer', `expected one of the options, or its place, 0 to ${last}`]
        : null;
    }
    default:
      return null;
  }
}

function complaintOfCall({ op, value }: WorkloadCall, at: string): Complaint | null {
  if (op === 'get') return value === undefined ? null : [`${at}/value`, 'a get takes no value'];
  return value === undefined ? [at, 'missing "value": a put or an append writes one'] : null;
}

function first(complaints: readonly (Complaint | null)[]): Complaint | null {
  return complaints.find((complaint) => complaint !== null) ?? null;
}

function repeated(names: readonly string[]): Complaint | null {
  const twice = names.find((name, index) => names.indexOf(name) < index);
  return twice === undefined ? null : ['', `expected each name once, found ${shown(twice)} twice`];
}
