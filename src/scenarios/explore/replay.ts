import { sameJson } from '../../base/json';
import type { ClusterCall, ClusterEvent, ClusterMessage, ClusterWorld } from '../../check/cluster';
import type { Action } from '../../check/explorer/system';
import type { Happening } from '../../sim/events';
import type { Moment, Run } from '../run';
import { actOf } from './clusterSystem';
import type { Miniature } from './miniature';

/** A run that was found, played again by the real kernel from where the search began. */
export interface PlayedAgain {
  readonly events: readonly ClusterEvent[];
  readonly moment: Moment;
}

/**
 * Finds for every step of the path the event that does the same here. A weather that loses or copies messages is calmed
 * first: in a search all that is decided otherwise.
 * @throws ImpossibleEvent, or Error, when the path cannot be played: then the explorer and the kernel disagree.
 */
export function playAgain(
  run: Pick<Run, 'step'>,
  from: Moment,
  path: readonly Action<ClusterMessage>[],
  miniature: Pick<Miniature, 'addressOf'>,
): PlayedAgain {
  const events: ClusterEvent[] = [];
  let moment = from;
  const happen = (happening: Happening<ClusterCall>) => {
    const event = { ...happening, at: moment.world.now };
    moment = run.step(moment, event).state;
    events.push(event);
  };
  const calm = calming(from.world);
  if (calm) happen(calm);
  for (const action of path) happen(happeningOf(action, moment.world, miniature.addressOf));
  return { events, moment };
}

function calming({ weather }: ClusterWorld): Happening<ClusterCall> | null {
  const { loss, replyLoss, duplicate } = weather;
  if (loss === 0 && replyLoss === 0 && duplicate === 0) return null;
  return { type: 'weather', weather: { ...weather, loss: 0, replyLoss: 0, duplicate: 0 } };
}

const BY_HAND = { deliver: 'deliver', lose: 'drop', duplicate: 'duplicate' } as const;

function happeningOf(
  action: Action<ClusterMessage>,
  { wires, held }: ClusterWorld,
  addressOf: Miniature['addressOf'],
): Happening<ClusterCall> {
  if (action.type === 'move') return { ...actOf(action.move), node: addressOf(action.place) };
  const [from, to] = [addressOf(action.from), addressOf(action.to)];
  const wire = [...wires, ...held].find((one) => {
    return one.from === from && one.to === to && sameJson(one.message, action.message);
  });
  if (!wire) throw new Error(`no ${action.message.kind} from ${from} to ${to} is under way`);
  return { type: BY_HAND[action.type], wire: wire.id };
}
