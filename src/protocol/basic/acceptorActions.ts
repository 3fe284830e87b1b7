import { explain } from '../../base/actor';
import type { Outbox } from '../../base/stepper';
import type { Ballot } from '../ballot';
import type { AcceptEvent, PrepareEvent, Registers } from './acceptor';
import type { AcceptorRules } from './acceptorRules';
import type { Letter } from './messages';

/** What an acceptor does once its rules have decided. */
type Ruling = Partial<Registers> & Outbox<Letter>;

export function promise(
  rules: AcceptorRules,
  registers: Registers,
  { from, ballot }: PrepareEvent,
): Ruling {
  const { promised } = registers;
  const vote = rules.voteReported(registers);
  return {
    promised: ballot,
    outbox: [
      explain('acceptor.promise', { from, ballot, promised, vote }),
      { type: 'send', to: from, message: { kind: 'promise', ballot, vote } },
    ],
  };
}

export function accept(
  rules: AcceptorRules,
  registers: Registers,
  { from, ballot, value }: AcceptEvent,
): Ruling {
  const { promised, vote } = registers;
  const after = rules.registersAfterAccept(registers, { ballot, value });
  return {
    promised: after.promised,
    vote: after.vote,
    outbox: [
      explain('acceptor.accept', { from, ballot, value, promised, vote }),
      { type: 'send', to: from, message: { kind: 'accepted', ballot } },
    ],
  };
}

export function rejectPrepare(registers: Registers, event: PrepareEvent): Ruling {
  return reject(registers, event, 'prepare');
}

export function rejectAccept(registers: Registers, event: AcceptEvent): Ruling {
  return reject(registers, event, 'accept');
}

/** A rejection carries n_p, so that the proposer's next ballot can jump past it. */
function reject(
  registers: Registers,
  { from, ballot }: PrepareEvent | AcceptEvent,
  phase: 'prepare' | 'accept',
): Ruling {
  // Only a registered promise can refuse: with none, every ballot is high enough.
  const promised = registers.promised as Ballot;
  return {
    outbox: [
      explain(phase === 'prepare' ? 'acceptor.rejectPrepare' : 'acceptor.rejectAccept', {
        from,
        ballot,
        promised,
      }),
      { type: 'send', to: from, message: { kind: 'reject', ballot, phase, promised } },
    ],
  };
}
