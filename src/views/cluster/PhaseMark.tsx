import { MessageMark } from '../shared/MessageMark';
import type { LibraryWords } from './cardWords';

const MARK = { preparing: 'promise', accepting: 'accepted', outvoted: 'reject' } as const;

/** What a proposer waits for, as the mark of the message that brings it. */
export function PhaseMark({ phase }: { phase: NonNullable<LibraryWords['phase']> }) {
  return (
    <svg className="phase-mark" viewBox="-8 -8 16 16" aria-hidden>
      <MessageMark sign={MARK[phase]} />
    </svg>
  );
}
