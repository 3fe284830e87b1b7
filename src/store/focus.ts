import { instanceTouched } from '../check/cluster';
import { firstInstanceOf } from '../check/facts';
import { isProposingIn } from '../check/reading';
import type { Moment } from '../scenarios/run';
import { highestInstance } from './cells';
import type { EventAt } from './light';
import { positionOfMessage } from './messageWords';
import { protocolWords } from './protocolWords';
import type { Thing } from './things';
import type { Trace } from './trace';

/** The instance whose registers stand on the cards: the selected one, else the newest that is still going on. */
export function focusOf(
  selection: Thing | null,
  moment: Moment,
  trace: Trace,
  eventAt: EventAt,
): number {
  if (selection?.kind === 'call') {
    const chosenIn = firstInstanceOf(moment.facts, selection);
    return chosenIn >= 0 ? chosenIn : newestActive(moment);
  }
  return selectedInstance(selection, trace, eventAt) ?? newestActive(moment);
}

function selectedInstance(selection: Thing | null, trace: Trace, eventAt: EventAt): number | null {
  switch (selection?.kind) {
    case 'cell':
    case 'instance':
      return selection.seq;
    case 'message':
      return messageInstance(trace, selection.id);
    case 'event': {
      const event = eventAt(selection.depth);
      if (event && 'wire' in event) return messageInstance(trace, event.wire);
      return event
        ? instanceTouched({
            event,
            outcome: { node: null, posted: [], ended: null, explanations: [] },
          })
        : null;
    }
    default:
      return null;
  }
}

function messageInstance(trace: Trace, id: number): number | null {
  const traced = trace.messages[id - 1];
  return traced ? positionOfMessage(traced.message) : null;
}

function newestActive(moment: Moment): number {
  const highest = highestInstance(moment);
  for (let seq = highest; seq >= 0 && seq > highest - 50; seq--) {
    const atWork = moment.world.nodes.some(({ state }) => state && isProposingIn(state, seq));
    if (atWork) return seq;
  }
  return Math.max(protocolWords(moment.protocol).first, highest);
}
