import { type Address, nameOf } from '../base/address';
import type { ClusterCall, ClusterMessage } from '../check/cluster';
import type { Moment } from '../scenarios/run';
import type { Happening } from '../sim/events';
import { isCut } from '../sim/links';
import { findWire, isHeld, type Wire } from '../sim/world';
import { type LeaderView, leaderView } from './leaderView';
import { titleOf } from './messageWords';
import type { Session } from './session';

/** One thing a person can do. The context menus, the inspector and the keyboard are all fed from the tables below. */
export interface Action<T> {
  readonly id: string;
  /** The verb on the button. */
  readonly label: string;
  /** One line of help. */
  readonly hint: string;
  /** The key that does it to what is selected or focused; as in `KeyboardEvent.key`. */
  readonly key?: string;
  possible(moment: Moment, target: T): boolean;
  perform(session: Session, target: T): void;
}

type Do = Happening<ClusterCall>;

const wireOf = (moment: Moment, id: number): Wire<ClusterMessage> | undefined =>
  findWire(moment.world, id);

function said(session: Session, id: number, verb: string): string {
  const wire = wireOf(session.store.getState().moment, id);
  return wire
    ? `${verb} ${titleOf(wire.message)}, ${nameOf(wire.from)} to ${nameOf(wire.to)}.`
    : `${verb} the message.`;
}

function onMessage(
  id: string,
  label: string,
  hint: string,
  key: string,
  verb: string,
  type: MessageVerb,
): Action<number> {
  return {
    id,
    label,
    hint,
    key,
    possible: (moment, wire) => canDo(type, moment, wire),
    perform: (session, wire) => session.act({ type, wire }, said(session, wire, verb)),
  };
}

type MessageVerb = 'drop' | 'deliver' | 'hold' | 'release' | 'duplicate';

function canDo(type: MessageVerb, moment: Moment, id: number): boolean {
  const wire = wireOf(moment, id);
  if (!wire) return false;
  if (type === 'deliver') return moment.world.nodes[wire.to - 1]?.status !== 'paused';
  if (type === 'hold') return !isHeld(moment.world, id);
  return type !== 'release' || isHeld(moment.world, id);
}

/** What can be done to a message under way, by its id. */
export const MESSAGE_ACTIONS: readonly Action<number>[] = [
  onMessage('drop', 'Drop', 'It never arrives.', 'd', 'Dropped', 'drop'),
  onMessage('deliver', 'Deliver now', 'It arrives at this moment.', 'a', 'Delivered', 'deliver'),
  onMessage('hold', 'Hold', 'It waits until it is released.', 'h', 'Held', 'hold'),
  onMessage('release', 'Release', 'It goes on to its receiver.', 'h', 'Released', 'release'),
  onMessage('duplicate', 'Duplicate', 'A second copy sets out.', 'r', 'Duplicated', 'duplicate'),
];

const statusOf = (moment: Moment, server: Address) => moment.world.nodes[server - 1]?.status;

function onServer(
  id: string,
  label: string,
  hint: string,
  possible: (moment: Moment, server: Address) => boolean,
  happening: (server: Address) => Do,
  tell: (name: string) => string,
  key?: string,
): Action<Address> {
  return {
    id,
    label,
    hint,
    ...(key && { key }),
    possible,
    perform: (session, server) => session.act(happening(server), tell(nameOf(server))),
  };
}

const isOfLibrary = ({ protocol }: Moment) => protocol === 'basic';
const isTicking = ({ world }: Moment, server: Address, timer: string) =>
  world.timers.some(({ node, name }) => node === server && name === timer);

/** Lets a pending timer of a server fire before its time: the only way where time stands still. */
function onTimer(
  timer: string,
  label: string,
  hint: string,
  tell: (name: string) => string,
  key: string,
  matters: (view: LeaderView) => boolean = () => true,
): Action<Address> {
  return onServer(
    timer,
    label,
    hint,
    (moment, server) =>
      !isOfLibrary(moment) &&
      isUp(moment, server) &&
      isTicking(moment, server, timer) &&
      matters(leaderView(moment, server)),
    (node) => ({ type: 'fire', node, timer }),
    tell,
    key,
  );
}

const isUp = (moment: Moment, server: Address) => statusOf(moment, server) === 'up';
const isDown = (moment: Moment, server: Address) => statusOf(moment, server) === 'crashed';
const isDeaf = (moment: Moment, server: Address) => moment.world.nodes[server - 1]?.deaf === true;

/** What can be done to a server. */
export const SERVER_ACTIONS: readonly Action<Address>[] = [
  onServer(
    'kill',
    'Kill',
    'It crashes; its disk keeps what the cluster’s storage keeps.',
    (moment, server) => !isDown(moment, server),
    (node) => ({ type: 'crash', node }),
    (name) => `Killed ${name}.`,
    'x',
  ),
  onServer(
    'restart',
    'Restart',
    'It comes back with what its disk kept.',
    isDown,
    (node) => ({ type: 'restart', node }),
    (name) => `Restarted ${name}.`,
    'x',
  ),
  onServer(
    'restart-lost',
    'Restart with an empty disk',
    'It comes back without its promises and votes: not safe.',
    isDown,
    (node) => ({ type: 'restart', node, storage: 'lost' }),
    (name) => `Restarted ${name} with an empty disk.`,
  ),
  onServer(
    'pause',
    'Suspend',
    'It handles nothing until it is resumed; nothing is lost.',
    isUp,
    (node) => ({ type: 'pause', node }),
    (name) => `Paused ${name}.`,
    'z',
  ),
  onServer(
    'resume',
    'Resume',
    'It handles what has piled up.',
    (moment, server) => statusOf(moment, server) === 'paused',
    (node) => ({ type: 'resume', node }),
    (name) => `Resumed ${name}.`,
    'z',
  ),
  onServer(
    'deafen',
    'Make deaf',
    'Nobody can call it; it still calls others and hears their replies.',
    (moment, server) => !isDeaf(moment, server),
    (node) => ({ type: 'deaf', nodes: [node] }),
    (name) => `${name} is deaf now.`,
    'e',
  ),
  onServer(
    'hear',
    'Let it hear',
    'Others can call it again.',
    isDeaf,
    (node) => ({ type: 'hear', nodes: [node] }),
    (name) => `${name} hears again.`,
    'e',
  ),
  {
    id: 'start',
    label: 'Start…',
    hint: 'Call Start(instance, value) here.',
    key: 's',
    possible: (moment, server) => isOfLibrary(moment) && isUp(moment, server),
    perform: (session, server) => session.openForm({ kind: 'start', server }),
  },
  {
    id: 'done',
    label: 'Done…',
    hint: 'Call Done(instance) here.',
    key: 'n',
    possible: (moment, server) => isOfLibrary(moment) && isUp(moment, server),
    perform: (session, server) => session.openForm({ kind: 'done', server }),
  },
  {
    id: 'propose',
    label: 'Propose…',
    hint: 'Ask it to have a command agreed on. Only a server that believes it leads takes it.',
    key: 's',
    possible: (moment, server) => !isOfLibrary(moment) && isUp(moment, server),
    perform: (session, server) => session.openForm({ kind: 'propose', server }),
  },
  onTimer(
    'heartbeatCheck',
    'Let a heartbeat check fire',
    'A follower that heard nothing since the last check counts a miss; at the second in a row it runs for leader.',
    (name) => `The heartbeat check of ${name} fires.`,
    'c',
    // For a leader, and for one that pauses, a check means nothing.
    ({ leadership }) => leadership?.part === 'following' || leadership?.part === 'electing',
  ),
  onTimer(
    'heartbeat',
    'Let it send heartbeats',
    'They say how far all is decided, and that the leader is alive.',
    (name) => `${name} sends heartbeats.`,
    'b',
  ),
  onTimer(
    'backoff',
    'Let its pause end',
    'It runs for leader again.',
    (name) => `The pause of ${name} ends.`,
    'c',
  ),
  {
    id: 'isolate',
    label: 'Cut off from all',
    hint: 'A partition with this server alone on one side.',
    possible: (moment, server) => moment.world.nodes.length > 1 && !isAlone(moment, server),
    perform: (session, server) => isolate(session, server),
    key: 'i',
  },
];

function isAlone(moment: Moment, server: Address): boolean {
  return moment.world.nodes.every(
    ({ address }) => address === server || isCut(moment.world.cuts, address, server),
  );
}

function isolate(session: Session, server: Address): void {
  const others = session.store
    .getState()
    .moment.world.nodes.map(({ address }) => address)
    .filter((a) => a !== server);
  session.act(
    { type: 'partition', groups: [others, [server]] },
    `Cut ${nameOf(server)} off from all others.`,
  );
}

/** Both directions of the link between two servers, or one. */
export interface Link {
  readonly from: Address;
  readonly to: Address;
}

/** What can be done to one direction of a link. */
export const LINK_ACTIONS: readonly Action<Link>[] = [
  {
    id: 'cut',
    label: 'Cut',
    hint: 'What is sent this way from now on is lost.',
    possible: ({ world }, { from, to }) => !isCut(world.cuts, from, to),
    perform: (session, link) =>
      session.act(
        { type: 'cut', link },
        `Cut the link from ${nameOf(link.from)} to ${nameOf(link.to)}.`,
      ),
  },
  {
    id: 'mend',
    label: 'Mend',
    hint: 'Messages pass this way again.',
    possible: ({ world }, { from, to }) => isCut(world.cuts, from, to),
    perform: (session, link) =>
      session.act(
        { type: 'mend', link },
        `Mended the link from ${nameOf(link.from)} to ${nameOf(link.to)}.`,
      ),
  },
];

/** What can be done to the network as a whole. */
export const NETWORK_ACTIONS: readonly Action<null>[] = [
  {
    id: 'partition',
    label: 'Partition…',
    hint: 'Choose who can still talk to whom.',
    key: 'p',
    possible: ({ world }) => world.nodes.length > 1,
    perform: (session) => session.openForm({ kind: 'partition' }),
  },
  {
    id: 'heal',
    label: 'Heal the network',
    hint: 'All links back, nobody deaf; the weather stays.',
    key: 'l',
    possible: ({ world }) => world.cuts.length > 0 || world.nodes.some(({ deaf }) => deaf),
    perform: (session) => session.act({ type: 'heal' }, 'Healed the network.'),
  },
  {
    id: 'weather',
    label: 'Weather…',
    hint: 'Delay, loss and duplication from now on.',
    key: 'w',
    possible: () => true,
    perform: (session) => session.openForm({ kind: 'weather' }),
  },
];
