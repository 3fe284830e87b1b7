import type { ReactNode } from 'react';

interface ToolProps {
  readonly name: string;
  /** The key that does the same. */
  readonly hint?: string | undefined;
  readonly icon: ReactNode;
  readonly primary?: boolean;
  readonly disabled?: boolean;
  /** Of a tool that is on or off. */
  readonly pressed?: boolean;
  onClick(): void;
}

/** Disabled by `aria-disabled`, so that the focus stays where it is when an end is reached. */
export function Tool({ name, hint, icon, primary, disabled = false, pressed, onClick }: ToolProps) {
  return (
    <button
      type="button"
      className={`button playback-tool${primary ? ' button-primary' : ''}`}
      aria-label={name}
      aria-disabled={disabled}
      aria-pressed={pressed}
      title={hint ? `${name} (${hint})` : name}
      onClick={() => disabled || onClick()}
    >
      {icon}
    </button>
  );
}
