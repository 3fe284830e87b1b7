import { explain } from '../../base/actor';
import type { Outbox } from '../../base/stepper';
import { type Ballot, compareBallots } from '../ballot';
import type { AcceptEvent, PrepareEvent, Registers } from './acceptor';
import type { Letter } from './messages';

type Ruling = Partial<Registers> & Outbox<Letter>;

/** prepare(n) is promised only when n > n_p. */
export function mayPromise(registers: Registers, { ballot }: { ballot: Ballot }): boolean {
  return compareBallots(ballot, registers.promised) > 0;
}

/** accept(n, v) is accepted when n ≥ n_p; an acceptor that never saw prepare(n) may accept too. */
export function mayAccept(registers: Registers, { ballot }: { ballot: Ballot }): boolean {
  return compareBallots(ballot, registers.promised) >= 0;
}

export function promise(registers: Registers, { from, ballot }: PrepareEvent): Ruling {
  const { promised, vote } = registers;
  return {
    promised: ballot,
    outbox: [
      explain('acceptor.promise', { from, ballot, promised, vote }),
      { type: 'send', to: from, message: { kind: 'promise', ballot, vote } },
    ],
  };
}

/** Accepting raises n_p as well: a vote at n is also a promise to take part in nothing below n. */
export function accept(registers: Registers, { from, ballot, value }: AcceptEvent): Ruling {
  const { promised, vote } = registers;
  return {
    promised: ballot,
    vote: { ballot, value },
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
