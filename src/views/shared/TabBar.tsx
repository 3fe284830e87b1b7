import type { KeyboardEvent, ReactNode } from 'react';
import './tabBar.css';

export interface Tab {
  readonly id: string;
  readonly label: ReactNode;
}

interface TabBarProps {
  /** What the tabs are about, for screen readers. */
  readonly name: string;
  readonly tabs: readonly Tab[];
  readonly open: string;
  onOpen(id: string): void;
  /** Makes the ids of a tab and of its panel; see {@link panelProps}. */
  readonly prefix: string;
}

/** A row of tabs: one tab stop, arrows move along and open. */
export function TabBar({ name, tabs, open, onOpen, prefix }: TabBarProps) {
  function onKeyDown(event: KeyboardEvent<HTMLDivElement>) {
    const at = tabs.findIndex(({ id }) => id === open);
    const next = tabs[nextTab(event.key, at, tabs.length)];
    if (!next) return;
    event.preventDefault();
    onOpen(next.id);
    document.getElementById(`${prefix}-tab-${next.id}`)?.focus();
  }

  return (
    <div className="tab-bar" role="tablist" aria-label={name} onKeyDown={onKeyDown}>
      {tabs.map(({ id, label }) => (
        <button
          key={id}
          type="button"
          role="tab"
          className="tab-bar-tab"
          id={`${prefix}-tab-${id}`}
          aria-selected={id === open}
          aria-controls={`${prefix}-panel`}
          tabIndex={id === open ? 0 : -1}
          onClick={() => onOpen(id)}
        >
          {label}
        </button>
      ))}
    </div>
  );
}

/** What makes an element the panel of the open tab. */
export function panelProps(prefix: string, open: string) {
  return {
    role: 'tabpanel',
    id: `${prefix}-panel`,
    'aria-labelledby': `${prefix}-tab-${open}`,
  } as const;
}

function nextTab(key: string, at: number, count: number): number {
  switch (key) {
    case 'ArrowRight':
      return (at + 1) % count;
    case 'ArrowLeft':
      return (at + count - 1) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return -1;
  }
}
