import { Popover } from 'radix-ui';
import type { ReactNode } from 'react';
import { type Counters, type MessageKind, type Purpose, purposeOf } from '../../store/counters';
import { type Sign, spaced } from '../../store/words';
import { KindMark } from '../shared/KindMark';
import '../shared/menu.css';

const PURPOSES: readonly { readonly purpose: Purpose; readonly title: string }[] = [
  { purpose: 'agreement', title: 'To agree' },
  { purpose: 'heartbeat', title: 'To say that the leader is alive' },
  { purpose: 'client', title: 'With clients' },
];

/** The first number, which opens the counts kind by kind; they stay open, and follow, while one steps. */
export function Kinds({ counters, children }: { counters: Counters; children: ReactNode }) {
  return (
    <Popover.Root>
      <Popover.Trigger
        className="figure-button"
        title="Messages that servers sent each other to agree, lost ones too: show them kind by kind"
      >
        {children}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          className="menu kinds"
          aria-label="Messages by kind"
          side="top"
          align="start"
          sideOffset={32}
          collisionPadding={8}
          onInteractOutside={(event) => {
            if (isPlayback(event.target)) event.preventDefault();
          }}
        >
          {PURPOSES.map(({ purpose, title }) => (
            <Group key={purpose} title={title} counts={countsOf(counters, purpose)} />
          ))}
          <p className="kinds-note">
            Lost messages count; copies made on the way, and what a server says to itself, do not.
          </p>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

type Count = readonly [kind: MessageKind, count: number];

const countsOf = ({ byKind }: Counters, purpose: Purpose): readonly Count[] =>
  [...byKind].filter(([kind]) => purposeOf(kind) === purpose);

function Group({ title, counts }: { title: string; counts: readonly Count[] }) {
  if (counts.length === 0) return null;
  return (
    <table className="kinds-group">
      <caption className="menu-title">{title}</caption>
      <tbody>
        {counts.map(([kind, count]) => (
          <tr key={kind}>
            <th scope="row">
              <KindMark sign={signOfKind(kind)} /> {kind}
            </th>
            <td>{spaced(count)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const SIGNS: Partial<Readonly<Record<MessageKind, Sign>>> = {
  p1a: 'prepare',
  p1b: 'promise',
  p2a: 'accept',
  p2b: 'accepted',
  decision: 'decided',
};

/** Answers count whatever they say, and carry the mark of the usual one. */
const signOfKind = (kind: MessageKind): Sign => SIGNS[kind] ?? (kind as Sign);

function isPlayback(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('.playback') !== null;
}
