import type { PseudoGroup, PseudoLine } from '../pseudocode';
import type { RuleId } from './wording';

const ROUND: readonly RuleId[] = ['proposer.start', 'proposer.retry'];
const PHASE_2: readonly RuleId[] = ['proposer.adoptHighest', 'proposer.proposeOwn'];
const PREPARE: readonly RuleId[] = ['acceptor.promise', 'acceptor.rejectPrepare'];
const ACCEPT: readonly RuleId[] = ['acceptor.accept', 'acceptor.rejectAccept'];
const DECIDED: readonly RuleId[] = ['learner.learn', 'learner.hearAgain'];

function line(indent: number, text: string, ...rules: readonly RuleId[]): PseudoLine {
  return { text, indent, rules };
}

/** The lecture's pseudo-code, with the names that messages have on this page; n_p, n_a and v_a as in the lab. */
export const PSEUDOCODE: readonly PseudoGroup[] = [
  {
    role: 'proposer',
    lines: [
      line(0, 'propose(v): while not decided', ...ROUND, 'proposer.keepDriving', 'proposer.stop'),
      line(1, 'choose n, higher than any n seen', ...ROUND),
      line(1, 'send prepare(n) to all, itself too', ...ROUND),
      line(1, 'if promise(n, n_a, v_a) from a majority:', 'proposer.countPromise', ...PHASE_2),
      line(2, 'if any v_a: v′ = v_a of the highest n_a', 'proposer.adoptHighest'),
      line(2, 'else: v′ = v', 'proposer.proposeOwn'),
      line(2, 'send accept(n, v′) to all, itself too', ...PHASE_2),
      line(1, 'if accepted(n) from a majority:', 'proposer.countVote', 'proposer.decide'),
      line(2, 'send decided(v′) to all', 'proposer.decide'),
      line(1, 'on reject(n, n_p): remember n_p', 'proposer.noteRejection', 'proposer.loseRound'),
      line(1, 'no majority left: wait for the time-out', 'proposer.loseRound'),
      line(1, 'on time-out: go round again', 'proposer.retry'),
      line(1, 'ignore answers to another n, or twice', 'proposer.ignoreReply'),
    ],
  },
  {
    role: 'acceptor',
    lines: [
      line(0, 'on prepare(n):', ...PREPARE),
      line(1, 'if n > n_p:', ...PREPARE),
      line(2, 'n_p = n', 'acceptor.promise'),
      line(2, 'reply promise(n, n_a, v_a)', 'acceptor.promise'),
      line(1, 'else: reply reject(n, n_p)', 'acceptor.rejectPrepare'),
      line(0, 'on accept(n, v):', ...ACCEPT),
      line(1, 'if n ≥ n_p:', ...ACCEPT),
      line(2, 'n_p = n, n_a = n, v_a = v', 'acceptor.accept'),
      line(2, 'reply accepted(n)', 'acceptor.accept'),
      line(1, 'else: reply reject(n, n_p)', 'acceptor.rejectAccept'),
    ],
  },
  {
    role: 'learner',
    lines: [
      line(0, 'on decided(v):', ...DECIDED),
      line(1, 'if nothing is decided yet: decided = v', ...DECIDED),
    ],
  },
  {
    role: 'library',
    lines: [
      line(
        0,
        'Start(seq, v): if seq ≥ Min, propose(v)',
        'proposer.start',
        'library.startForgotten',
      ),
      line(0, 'Done(seq): done[me] = max(done[me], seq)', 'library.done'),
      line(0, 'every message: update done[sender]', 'library.hearDone'),
      line(0, 'Min = 1 + the least of done', 'library.done', 'library.hearDone', 'library.forget'),
      line(0, 'forget every instance below Min', 'library.forget'),
      line(0, 'below Min: refuse requests, keep nothing', 'library.ignoreForgotten'),
    ],
  },
];
