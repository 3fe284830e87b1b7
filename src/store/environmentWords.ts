import { type Address, nameOf } from '../base/address';
import {
  type ClusterEvent,
  type ClusterMessage,
  type ClusterOutcome,
  type ClusterWorld,
  isMulti,
} from '../check/cluster';
import { isProposing } from '../check/reading';
import { isLeading } from '../protocol/multi';
import { spaced } from '../protocol/sentences';
import type { Moment } from '../scenarios/run';
import { isCut } from '../sim/links';
import { toMs } from '../sim/time';
import { findWire, type Weather, type Wire } from '../sim/world';
import { positionOfMessage, slotWords, titleOf } from './messageWords';
import { rulesSentence } from './wrongRules';

/** Every English sentence about what happens around the servers: hands, faults, network and time. */

type EventOf<T, E = ClusterEvent> = E extends { type: infer U } ? (T extends U ? E : never) : never;
type Posted = ClusterOutcome['posted'][number];

/** An event of the environment, and the worlds around it. */
interface Around {
  readonly protocol: Moment['protocol'];
  readonly outcome: ClusterOutcome;
  readonly before: ClusterWorld;
  readonly after: ClusterWorld;
}

/** What happened around the servers, in one sentence; also for a step in which no rule fired. */
export function environmentSentence(event: ClusterEvent, around: Around): string {
  switch (event.type) {
    case 'deliver':
    case 'drop':
    case 'hold':
    case 'release':
    case 'duplicate':
      return messageSentence(event, around);
    case 'crash':
      return crashSentence(event, around);
    case 'restart':
      return restartSentence(event, around);
    case 'pause':
      return `${nameOf(event.node)} is paused: messages to it wait, and its timers do not fire.`;
    case 'resume':
      return `${nameOf(event.node)} goes on: whatever waited for it is due now.`;
    case 'partition':
      return partitionSentence(event, around);
    case 'heal':
      return 'The network is whole again: every server can reach every other.';
    case 'deaf':
      return `${list(event.nodes)} ${is(event.nodes)} deaf: requests no longer get in, but answers do.`;
    case 'hear':
      return `${list(event.nodes)} hear${event.nodes.length === 1 ? 's' : ''} again.`;
    case 'cut':
    case 'mend':
      return linkSentence(event, around);
    case 'weather':
      return weatherSentence(event.weather, around.before.weather);
    case 'rules':
      return rulesSentence(around.protocol, around.before.broken ?? [], event.broken);
    case 'wait':
      return `Nothing happens until ${milliseconds(event.at)}.`;
    case 'fire':
      return timerSentence(event, around.before);
    case 'call':
      return `The application calls ${nameOf(event.node)}.`;
  }
}

/** Of a timer after which no rule has anything to say. */
function timerSentence({ node, timer }: EventOf<'fire'>, { nodes }: ClusterWorld): string {
  const [me, state] = [nameOf(node), nodes[node - 1]?.state];
  if (timer !== 'heartbeatCheck' || !state || !isMulti(state))
    return `The timer “${timer}” of ${me} fires: there is nothing left to do.`;
  if (isLeading(state)) return `${me} leads: its check has nobody to wait for.`;
  const { heard, seen } = state.leader.context;
  return heard && seen
    ? `${me} has heard from ${nameOf(seen.server)} since its last check, and goes on following it.`
    : `${me} pauses: its check waits.`;
}

/** Why a message that was sent is not under way; null for one that is. */
export function lossSentence({ wire, fate }: Posted): string | null {
  const slots = slotWords(wire.message);
  const message = `${titleOf(wire.message)}${slots ? ` of ${slots}` : ''} to ${nameOf(wire.to)}`;
  switch (fate) {
    case 'lost':
      return `${message} is lost on the way.`;
    case 'cut':
      return `${message} is lost: the link from ${nameOf(wire.from)} to ${nameOf(wire.to)} is cut.`;
    case 'deaf':
      return `${message} is lost: ${nameOf(wire.to)} is deaf.`;
    case 'underWay':
      return null;
  }
}

/** What surprises after links are cut: what was sent before still arrives. */
export function stillArriving(event: ClusterEvent, { wires, cuts }: ClusterWorld): string | null {
  if (event.type !== 'partition' && event.type !== 'cut') return null;
  if (!wires.some(({ from, to }) => isCut(cuts, from, to))) return null;
  return 'Messages that are under way already will still arrive.';
}

/** "S1, S2 and S5". */
export function list(servers: readonly Address[]): string {
  return joined(servers.map(nameOf));
}

// ---- messages -------------------------------------------------------------------------------------------------------

function messageSentence({ type, wire: id }: EventOf<'deliver' | 'drop'>, around: Around): string {
  const wire = around.outcome.ended?.wire ?? findWire(around.before, id);
  if (!wire) return 'A message is no longer under way.';
  const to = nameOf(wire.to);
  const message = `The ${titleOf(wire.message)} from ${nameOf(wire.from)} to ${to}`;
  switch (type) {
    case 'deliver':
      return around.outcome.ended?.how === 'crashed'
        ? `The ${titleOf(wire.message)} from ${nameOf(wire.from)} reaches ${to}, which is down: it is lost.`
        : `${message} arrives.`;
    case 'drop':
      return hasCopy(around.after, wire)
        ? `${message} is dropped, but a copy of it is still under way.`
        : `${message} is dropped: ${to} will never see it.`;
    case 'hold':
      return `${message} is held back, for as long as anybody likes: to ${to} it is merely slow.`;
    case 'release':
      return `${message} is released and on its way again.`;
    case 'duplicate':
      return `${message} is duplicated: ${to} will see it once more.`;
  }
}

function hasCopy(
  { wires, held }: ClusterWorld,
  { from, to, message }: Wire<ClusterMessage>,
): boolean {
  return [...wires, ...held].some(
    (other) =>
      other.from === from &&
      other.to === to &&
      positionOfMessage(other.message) === positionOfMessage(message) &&
      titleOf(other.message) === titleOf(message),
  );
}

// ---- servers --------------------------------------------------------------------------------------------------------

function crashSentence({ node }: EventOf<'crash'>, { before, after }: Around): string {
  const name = nameOf(node);
  if (after.nodes[node - 1]?.disk == null) {
    return `${name} crashes and its disk is lost: what it promised and accepted is gone.`;
  }
  const state = before.nodes[node - 1]?.state;
  const working = state ? isProposing(state) : false;
  const lost = working ? ', its own proposing does not' : '';
  return `${name} crashes; what it promised and accepted stays on its disk${lost}.`;
}

function restartSentence({ node, storage }: EventOf<'restart'>, { before }: Around): string {
  const name = nameOf(node);
  const kept = storage !== 'lost' && before.nodes[node - 1]?.disk != null;
  if (kept)
    return `${name} is up again, and remembers from its disk what it promised and accepted.`;
  return `${name} is up again with an empty disk: it remembers no promise and nothing it accepted.`;
}

// ---- network --------------------------------------------------------------------------------------------------------

function partitionSentence({ groups }: EventOf<'partition'>, { after }: Around): string {
  const servers = after.nodes.map(({ address }) => address);
  const alone = servers.filter((server) => !groups.some((group) => group.includes(server)));
  const named = [...groups.map((group) => group.filter((member) => servers.includes(member)))];
  const parts = [...named.filter((group) => group.length > 0), ...alone.map((server) => [server])];
  if (parts.length === 1) return 'The network is whole: every server can reach every other.';
  const [one, other, ...more] = parts.map(list);
  if (more.length === 0) return `The network is split: ${one} on one side, ${other} on the other.`;
  return `The network is split into ${parts.length} parts: ${[one, other, ...more].join(' | ')}.`;
}

function linkSentence({ type, link }: EventOf<'cut'>, { after }: Around): string {
  const [from, to] = [nameOf(link.from), nameOf(link.to)];
  if (type === 'mend') return `The link from ${from} to ${to} works again.`;
  const back = isCut(after.cuts, link.to, link.from)
    ? ''
    : `; from ${to} to ${from} it still works`;
  return `The link from ${from} to ${to} is cut${back}.`;
}

function weatherSentence(now: Weather, before: Weather): string {
  const changes: string[] = [];
  const [least, most] = now.delay;
  if (least !== before.delay[0] || most !== before.delay[1]) {
    changes.push(`messages take ${least === most ? least : `${least} to ${most}`} ms`);
  }
  if (now.loss !== before.loss) changes.push(share(now.loss, 'request', 'lost'));
  if (now.replyLoss !== before.replyLoss) changes.push(share(now.replyLoss, 'answer', 'lost'));
  if (now.duplicate !== before.duplicate) changes.push(share(now.duplicate, 'message', 'doubled'));
  return changes.length === 0 ? 'The network stays as it was.' : `From now on ${joined(changes)}.`;
}

function share(ratio: number, what: string, done: string): string {
  if (ratio === 0) return `no ${what} is ${done}`;
  return `${Math.round(ratio * 1000) / 10}\u00a0% of the ${what}s are ${done}`;
}

// ---- parts of sentences ---------------------------------------------------------------------------------------------

function is(servers: readonly Address[]): string {
  return servers.length === 1 ? 'is' : 'are';
}

function joined(words: readonly string[]): string {
  const last = words[words.length - 1] ?? 'nobody';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}

function milliseconds(time: number): string {
  return `${spaced(Math.round(toMs(time)))}\u00a0ms`;
}
