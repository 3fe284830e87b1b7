import type { RuleId } from '../protocol/basic/wording';
import type { MultiRuleId } from '../protocol/multi/wording';
import type { Moment } from '../scenarios/run';

/** The actions of a machine, one of which explains itself by this rule. */
type Table<Rule extends string> = Readonly<Partial<Record<Rule, readonly string[]>>>;

const LIBRARY: Table<RuleId> = {
  'acceptor.promise': ['promise'],
  'acceptor.accept': ['accept'],
  'acceptor.rejectPrepare': ['reject prepare'],
  'acceptor.rejectAccept': ['reject accept'],
  'proposer.start': ['begin a round'],
  'proposer.retry': ['begin a round'],
  'proposer.countPromise': ['count the promise'],
  'proposer.adoptHighest': ['ask to accept'],
  'proposer.proposeOwn': ['ask to accept'],
  'proposer.countVote': ['count the vote'],
  'proposer.decide': ['announce the decision'],
  'proposer.noteRejection': ['note the rejection'],
  'proposer.loseRound': ['lose the round'],
  'proposer.ignoreReply': ['ignore a late reply'],
  'proposer.keepDriving': ['keep driving'],
  'proposer.stop': ['stop'],
  'learner.learn': ['learn'],
  'learner.hearAgain': ['hear again'],
};

/** Rules that only come along with another (what a new leader takes over, what a heartbeat repeats) are left out. */
const LEADER: Table<MultiRuleId> = {
  'acceptor.adopt': ['adopt'],
  'acceptor.promiseAgain': ['promise again'],
  'acceptor.refuseP1A': ['refuse the P1A'],
  'acceptor.vote': ['accept'],
  'acceptor.refuseP2A': ['refuse the P2A'],
  'acceptor.ignoreCleared': ['ignore the cleared slot'],
  'leader.miss': ['count a miss'],
  'leader.elect': ['run phase 1'],
  'leader.askAgain': ['ask again'],
  'leader.follow': ['follow the higher ballot'],
  'leader.stepDown': ['step down', 'step down for a while'],
  'leader.countPromise': ['count the promise'],
  'leader.ignorePromise': ['ignore the promise'],
  'leader.lead': ['lead'],
  'leader.propose': ['propose'],
  'leader.proposeNothing': ['propose nothing new'],
  'leader.dropRequest': ['drop the request'],
  'leader.countVote': ['count the vote'],
  'leader.decide': ['decide'],
  'leader.ignoreVote': ['ignore the vote'],
  'leader.sendP1A': ['send it the P1A'],
  'leader.beat': ['send heartbeats'],
  'leader.noteExecuted': ['keep it in step'],
  'learner.execute': ['learn and execute'],
  'learner.hole': ['learn and execute'],
  'log.clear': ['clear'],
};

const TABLES: Readonly<Record<Moment['protocol'], Readonly<Record<string, readonly string[]>>>> = {
  basic: LIBRARY,
  multi: LEADER,
  pmmc: {},
};

/** The actions whose rule says so; none for a rule that no action of a machine says. */
export function actionsOfRule(protocol: Moment['protocol'], rule: string): readonly string[] {
  return TABLES[protocol][rule] ?? [];
}
