import { lastKey } from '../../../base/intMap';
import { ownDone, statusOf } from '../peer';
import { type BasicWrongRule, inLibrary } from './vary';

const forgetAtOwnDone: BasicWrongRule = {
  id: 'forget-at-own-Done',
  alsoKnownAs: ['BL-23'],
  title: 'Forget at one’s own Done',
  wrong:
    'A server drops its records as soon as its own application is done; the right one waits until every server is, dead and silent ones too.',
  breaks: 'GC-needed',
  hint: 'Decide something while one server is away, call Done at the others, and let it propose there.',
  vary: inLibrary(() => ({ keepsFrom: (peer) => ownDone(peer) + 1 })),
};

const minOverHeard: BasicWrongRule = {
  id: 'min-over-heard',
  alsoKnownAs: ['BL-24'],
  title: 'Min over those heard from',
  wrong:
    'Min follows the least Done among the servers that were heard of; the right one counts a silent server as not done with anything.',
  breaks: 'GC-min-bound',
  hint: 'Keep one server away while the others say Done.',
  vary: inLibrary((right) => ({
    minOf(done) {
      const heard = done.filter((known) => known >= 0);
      return heard.length === 0 ? 0 : right.minOf(heard);
    },
  })),
};

const doneStartsAt0: BasicWrongRule = {
  id: 'done-starts-at-0',
  alsoKnownAs: ['BL-25 (table)', 'BL-25'],
  title: 'Everybody is done with instance 0 from the start',
  wrong:
    'The table of Dones begins with 0, so that instance 0 is forgotten before it exists; the right one begins with -1.',
  breaks: 'GC-min-bound',
  hint: 'Start instance 0, then call Done(1) somewhere.',
  vary: inLibrary(() => ({ doneAtFirst: () => 0 })),
};

const minWithoutPlusOne: BasicWrongRule = {
  id: 'min-without-plus-one',
  alsoKnownAs: ['BL-25 (Min)'],
  title: 'Min without the plus one',
  wrong:
    'Min is the least Done, so that one instance too many is kept for ever; the right Min is one more than the least Done.',
  breaks: 'GC-min-bound',
  hint: 'Call Done(0) everywhere and look at Min.',
  vary: inLibrary((right) => ({ minOf: (done) => Math.max(0, right.minOf(done) - 1) })),
};

const doneNotMonotone: BasicWrongRule = {
  id: 'done-not-monotone',
  alsoKnownAs: ['BL-26'],
  title: 'A later Done may be lower',
  wrong:
    'The last Done that is called or heard counts, so that Min can go back; the right one keeps the highest.',
  breaks: 'GC-monotone',
  hint: 'Call Done(1) and then Done(0).',
  vary: inLibrary(() => ({ replacesDone: (known, heard) => heard !== known })),
};

const oldMessagesResurrect: BasicWrongRule = {
  id: 'old-messages-resurrect',
  alsoKnownAs: ['BL-27'],
  title: 'Old messages bring instances back',
  wrong:
    'A message about a forgotten instance makes a fresh record of it; the right handler first compares the instance with Min.',
  breaks: 'GC-forgotten',
  hint: 'Hold an accept, let everybody be done with its instance, and release it.',
  vary: inLibrary(() => ({ refuses: () => false })),
};

const maxFromLiveRecords: BasicWrongRule = {
  id: 'max-from-live-records',
  alsoKnownAs: ['BL-28'],
  title: 'Max read off the records that are left',
  wrong:
    'Max is the highest record in memory, and sinks when records are forgotten; the right one remembers the highest instance ever heard of.',
  breaks: 'GC-monotone',
  hint: 'Let everybody be done with everything, and look at Max.',
  vary: inLibrary(() => ({
    maxAfterForgetting: ({ instances }) => (instances.size === 0 ? -1 : lastKey(instances)),
  })),
};

const serialInstances: BasicWrongRule = {
  id: 'serial-instances',
  alsoKnownAs: ['BL-29'],
  title: 'One instance after the other',
  wrong:
    'A proposer keeps silent until all lower instances are decided; right instances are independent and may be decided in any order.',
  breaks: null,
  hint: 'Start instance 7 and nothing below it.',
  vary: inLibrary(() => ({
    maySpeak(peer, seq) {
      for (let lower = peer.min; lower < seq; lower++) {
        if (statusOf(peer, lower).fate === 'pending') return false;
      }
      return true;
    },
  })),
};

const doneOnlyInDecided: BasicWrongRule = {
  id: 'done-only-in-decided',
  alsoKnownAs: ['BL-30'],
  title: 'Done travels only with decisions',
  wrong:
    'A server tells its Done only in decided messages of its own proposals, so that one which proposes nothing never tells it; the right one writes it on every message, replies too.',
  breaks: null,
  hint: 'Let one server propose everything, and call Done everywhere.',
  vary: inLibrary(() => ({
    doneToTell: (peer, { kind }) => (kind === 'decided' ? ownDone(peer) : -1),
  })),
};

/** Many instances: Done, Min, Max, and what is forgotten. */
export const FORGETTING: readonly BasicWrongRule[] = [
  forgetAtOwnDone,
  minOverHeard,
  doneStartsAt0,
  doneNotMonotone,
  oldMessagesResurrect,
  maxFromLiveRecords,
  minWithoutPlusOne,
  serialInstances,
  doneOnlyInDecided,
];
