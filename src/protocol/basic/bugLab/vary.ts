import type { WrongRule } from '../../wrongRule';
import type { AcceptorRules } from '../acceptorRules';
import type { LibraryRules } from '../libraryRules';
import type { BasicRules } from '../mailRoom';
import type { ProposerRules } from '../proposerRules';

/** A wrong rule of the MIT lab's library. */
export type BasicWrongRule = WrongRule<BasicRules>;

type Vary = BasicWrongRule['vary'];

/** The same rules, but for these of the acceptor. */
export function inAcceptor(change: (right: AcceptorRules) => Partial<AcceptorRules>): Vary {
  return (rules) => ({ ...rules, acceptor: { ...rules.acceptor, ...change(rules.acceptor) } });
}

/** The same rules, but for these of the proposer. */
export function inProposer(change: (right: ProposerRules) => Partial<ProposerRules>): Vary {
  return (rules) => ({ ...rules, proposer: { ...rules.proposer, ...change(rules.proposer) } });
}

/** The same rules, but for these of the library around the roles. */
export function inLibrary(change: (right: LibraryRules) => Partial<LibraryRules>): Vary {
  return (rules) => ({ ...rules, library: { ...rules.library, ...change(rules.library) } });
}
