import type { PseudoGroup, PseudoLine } from '../pseudocode';
import type { MultiRuleId } from './wording';

const RUN: readonly MultiRuleId[] = ['leader.elect', 'leader.askAgain'];
const TAKE_OVER: readonly MultiRuleId[] = ['leader.lead', 'leader.adopt', 'leader.fillGap'];
const REQUEST: readonly MultiRuleId[] = [
  'leader.propose',
  'leader.proposeNothing',
  'leader.dropRequest',
];
const P1A: readonly MultiRuleId[] = [
  'acceptor.adopt',
  'acceptor.promiseAgain',
  'acceptor.refuseP1A',
];
const ANSWERED: readonly MultiRuleId[] = ['acceptor.vote', 'acceptor.refuseP2A'];
const EXECUTION: readonly MultiRuleId[] = ['learner.execute', 'learner.hole'];

function line(indent: number, text: string, ...rules: readonly MultiRuleId[]): PseudoLine {
  return { text, indent, rules };
}

/**
 * Multi-Paxos with a stable leader, as the CS 505 deck and DSLabs describe it and as this page plays it. `ballot` is the
 * server's own one at the leader, the adopted one at the acceptor; b is the ballot that a message is about.
 */
export const MULTI_PSEUDOCODE: readonly PseudoGroup[] = [
  {
    role: 'leader',
    lines: [
      line(0, 'on any message with a ballot > seen:', 'leader.follow', 'leader.stepDown'),
      line(1, 'seen = it; its owner leads', 'leader.follow', 'leader.stepDown'),
      line(1, 'active = false, give up my ballot', 'leader.stepDown'),
      line(0, 'on heartbeat check, silent once: wait', 'leader.miss'),
      line(0, 'run, when silent twice or by policy:', ...RUN),
      line(1, 'ballot = my next one > seen', 'leader.elect'),
      line(1, 'send P1A(ballot) to all', ...RUN),
      line(0, 'on P1B(ballot, accepted): note it', 'leader.countPromise', 'leader.lead'),
      line(1, 'from a majority: active = true', 'leader.lead'),
      line(1, 'ask for the highest vote of each slot', 'leader.adopt'),
      line(1, 'ask for no-op in each gap below', 'leader.fillGap'),
      line(1, 'by P2A(ballot, slot, value) to all', ...TAKE_OVER),
      line(0, 'on a request for c:', ...REQUEST),
      line(1, 'not active: drop it', 'leader.dropRequest'),
      line(1, 'in hand or in the log: do nothing', 'leader.proposeNothing'),
      line(1, 'P2A(ballot, next free slot, c) to all', 'leader.propose'),
      line(0, 'on P2B(ballot, slot, yes): count it', 'leader.countVote', 'leader.decide'),
      line(1, 'from a majority: c is decided', 'leader.decide'),
      line(
        0,
        'on an answer to another b, no, or twice:',
        'leader.ignorePromise',
        'leader.ignoreVote',
      ),
      line(1, 'do not count it', 'leader.ignorePromise', 'leader.ignoreVote'),
      line(0, 'it follows less than ballot: P1A again', 'leader.sendP1A'),
      line(0, 'each heartbeat: tell all decidedUpTo,', 'leader.beat'),
      line(1, 'and cleared = least executed of all', 'leader.beat', 'leader.noteExecuted'),
      line(1, 'P2A again where no majority answers', 'leader.resend'),
      line(0, 'on heartbeat reply(executed): note it', 'leader.noteExecuted', 'leader.teach'),
      line(1, 'it lacks decisions: send them', 'leader.teach'),
    ],
  },
  {
    role: 'acceptor',
    lines: [
      line(0, 'on P1A(b):', ...P1A),
      line(1, 'if b > ballot: ballot = b', ...P1A),
      line(1, 'if b = ballot:', ...P1A),
      line(2, 'reply P1B(b, accepted)', 'acceptor.adopt', 'acceptor.promiseAgain'),
      line(1, 'else: reply P1B(b, no: ballot)', 'acceptor.refuseP1A'),
      line(0, 'on P2A(b, slot, v):', ...ANSWERED, 'acceptor.ignoreCleared'),
      line(1, 'if slot ≤ cleared: ignore it', 'acceptor.ignoreCleared'),
      line(1, 'if b = ballot:', ...ANSWERED),
      line(2, 'accepted[slot] = (v, b)', 'acceptor.vote'),
      line(2, 'reply P2B(b, slot, yes)', 'acceptor.vote'),
      line(1, 'else: reply P2B(b, slot, no: ballot)', 'acceptor.refuseP2A'),
    ],
  },
  {
    role: 'learner',
    lines: [
      line(0, 'on “slot is decided: v”,', 'learner.decide'),
      line(0, 'or “all up to slot”, if I voted in that b:', 'learner.decide'),
      line(1, 'log[slot] = v', 'learner.decide'),
      line(0, 'while log[executed + 1] is known:', ...EXECUTION),
      line(1, 'execute it; executed += 1', 'learner.execute'),
      line(0, 'nothing after a hole is executed', 'learner.hole'),
      line(0, 'on heartbeat: reply executed', 'learner.report'),
      line(0, 'on cleared: drop all slots up to it', 'log.clear'),
    ],
  },
];
