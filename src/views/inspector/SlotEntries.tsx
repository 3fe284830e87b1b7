import { Fragment, type ReactNode } from 'react';
import type { Address } from '../../base/address';
import type { SlotList } from '../../store/slotLists';
import { ThingLink } from './ThingLink';

interface SlotEntriesProps<T> {
  readonly server: Address;
  /** The slot that the panel is about. */
  readonly focus: number;
  readonly list: SlotList<T>;
  readonly words: (entry: T) => string;
  /** What an entry means for its slot; the entry in focus has its colour. */
  readonly state?: 'accepted' | 'decided';
  /** Nothing is left of the slots up to here. */
  readonly cleared?: number;
}

/** {2 → (B, 1.S2), … and 7 more}; every entry leads to its slot. */
export function SlotEntries<T>({
  server,
  focus,
  list: { entries, earlier, later },
  words,
  state,
  cleared = 0,
}: SlotEntriesProps<T>) {
  const parts: ReactNode[] = [
    ...(cleared > 0 ? [<i key="cleared">{cleared === 1 ? '1' : `1–${cleared}`} cleared</i>] : []),
    ...(earlier > 0 ? [<i key="earlier">… {earlier} more</i>] : []),
    ...entries.map(([slot, entry]) => (
      <span
        key={slot}
        className="slots-entry"
        data-state={slot === focus ? (state ?? 'asked') : undefined}
      >
        <ThingLink thing={{ kind: 'cell', server, seq: slot }}>
          {slot} → {words(entry)}
        </ThingLink>
      </span>
    )),
    ...(later > 0 ? [<i key="later">… and {later} more</i>] : []),
  ];
  // A brace or a comma never stands alone on a line.
  return (
    <span className="slots mono">
      {parts.length === 0 && '{}'}
      {parts.map((part, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the order is what is listed
        <Fragment key={i}>
          <span className="slots-part">
            {i === 0 && '{'}
            {part}
            {i === parts.length - 1 ? '}' : ','}
          </span>{' '}
        </Fragment>
      ))}
    </span>
  );
}
