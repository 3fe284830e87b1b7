import { higherBallot, sameBallot } from '../../ballot';
import { type BasicWrongRule, inAcceptor, inLibrary } from './vary';

const noPromiseCheck: BasicWrongRule = {
  id: 'no-promise-check',
  alsoKnownAs: ['BL-01'],
  title: 'Accept without looking at the promise',
  wrong:
    'An acceptor accepts whatever it is asked to; the right one refuses an accept(n) below the n_p it has promised.',
  breaks: 'SD-accept-guard',
  hint: 'Let a second proposer pass its phase 1 while the first one’s accept is still under way.',
  vary: inAcceptor(() => ({
    mayAccept: () => true,
    registersAfterAccept: ({ promised }, vote) => ({
      promised: higherBallot(promised, vote.ballot),
      vote,
    }),
  })),
};

const acceptKeepsNp: BasicWrongRule = {
  id: 'accept-keeps-np',
  alsoKnownAs: ['BL-02'],
  title: 'Accepting does not raise the promise',
  wrong:
    'An acceptor stores the vote and leaves n_p as it was; the right one raises n_p to n, for a vote at n is a promise too.',
  breaks: 'SD-promise-monotone',
  hint: 'Let an acceptor vote without having seen the prepare, then bring it an older accept.',
  vary: inAcceptor(() => ({
    registersAfterAccept: ({ promised }, vote) => ({ promised, vote }),
  })),
};

const oneRegister: BasicWrongRule = {
  id: 'one-register',
  alsoKnownAs: ['BL-15'],
  title: 'One number for promise and vote',
  wrong:
    'An acceptor has a single number and reports its vote under n_p; the right one reports it under n_a, the ballot it voted in.',
  breaks: 'SD-no-invention',
  hint: 'Let an acceptor with an old vote promise once more before it is asked for its vote.',
  vary: inAcceptor((right) => ({
    voteReported(registers) {
      const vote = right.voteReported(registers);
      return vote && { ...vote, ballot: registers.promised ?? vote.ballot };
    },
  })),
};

const promiseNeededToAccept: BasicWrongRule = {
  id: 'promise-needed-to-accept',
  alsoKnownAs: ['BL-17'],
  title: 'No vote without a promise first',
  wrong:
    'An acceptor accepts only the very ballot it promised; the right one accepts any n ≥ n_p, also when it missed the prepare. Safe, but slower.',
  breaks: null,
  hint: 'Lose one prepare, and then the vote of the server that got it.',
  vary: inAcceptor(() => ({
    mayAccept: ({ promised }, { ballot }) => sameBallot(ballot, promised),
  })),
};

const amnesiaNp: BasicWrongRule = {
  id: 'amnesia-np',
  alsoKnownAs: ['BL-13'],
  title: 'The promise is not on the disk',
  wrong:
    'A restarted acceptor has forgotten n_p; the right one wrote it to its disk before it answered.',
  breaks: 'SD-promise-monotone',
  hint: 'Restart the acceptor that two proposers share, between its promise and the older accept.',
  vary: inLibrary((right) => ({
    keptOnDisk: (registers) => ({ ...right.keptOnDisk(registers), promised: null }),
  })),
};

const amnesiaVote: BasicWrongRule = {
  id: 'amnesia-vote',
  alsoKnownAs: ['BL-14'],
  title: 'The vote is not on the disk',
  wrong:
    'A restarted acceptor has forgotten n_a and v_a; the right one wrote them to its disk before it answered.',
  breaks: 'SD-promise-monotone',
  hint: 'Have a value chosen by two, restart the one of them that the next proposer asks.',
  vary: inLibrary((right) => ({
    keptOnDisk: (registers) => ({ ...right.keptOnDisk(registers), vote: null }),
  })),
};

/** What acceptors may do, say and keep. */
export const ACCEPTORS: readonly BasicWrongRule[] = [
  noPromiseCheck,
  acceptKeepsNp,
  oneRegister,
  amnesiaNp,
  amnesiaVote,
  promiseNeededToAccept,
];
