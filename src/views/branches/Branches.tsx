import { GitBranch } from 'lucide-react';
import { Popover } from 'radix-ui';
import { useRef, useState } from 'react';
import { useSession, useVerbs } from '../shared/useSession';
import { BranchList } from './BranchList';
import { CompareBranches } from './CompareBranches';
import { TreeSketch } from './TreeSketch';
import '../shared/menu.css';
import './branches.css';

/** The branches of the history, once there is more than one: which one is shown, and a list to go to another. */
export function Branches() {
  const { pause } = useVerbs();
  const count = useSession(({ branches }) => branches.length);
  const shown = useSession(({ branches }) => branches.find((one) => one.shown)?.name ?? '');
  const [open, setOpen] = useState(false);
  const [compared, setCompared] = useState<number | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  if (count < 2) return null;

  function compare(id: number) {
    setOpen(false);
    pause();
    setCompared(id);
  }

  function leave() {
    setCompared(null);
    // What opened the comparison has gone; the focus goes to what opened that.
    requestAnimationFrame(() => button.current?.focus());
  }

  return (
    <>
      <Popover.Root open={open} onOpenChange={setOpen}>
        <Popover.Trigger
          ref={button}
          className="button branches-button"
          aria-label={`Branches ${count}, shown: ${shown}`}
          title="What was done in the past made another branch; the old future is kept. Show, name and compare them"
        >
          <GitBranch size={14} aria-hidden="true" />
          <span className="branches-word">Branches</span> {count}
          <span className="branches-shown">{shown}</span>
        </Popover.Trigger>
        <Popover.Portal>
          <Popover.Content
            className="menu branches"
            aria-label="Branches"
            side="top"
            align="end"
            sideOffset={32}
            collisionPadding={8}
            onEscapeKeyDown={(event) => {
              // A name that is being written is given up first.
              if (event.target instanceof HTMLInputElement) event.preventDefault();
            }}
            onInteractOutside={(event) => {
              if (isPlayback(event.target)) event.preventDefault();
            }}
          >
            <TreeSketch />
            <BranchList onCompare={compare} />
          </Popover.Content>
        </Popover.Portal>
      </Popover.Root>
      {compared !== null && <CompareBranches other={compared} onClose={leave} />}
    </>
  );
}

/** The list stays open, and follows, while one steps. */
const isPlayback = (target: EventTarget | null) =>
  target instanceof Element && target.closest('.playback') !== null;
