import { useRef } from 'react';
import { MOST_NAME } from '../../store/branchTree';

interface RenameFieldProps {
  readonly name: string;
  onName(name: string): void;
  onEnd(): void;
}

/** Enter or leaving the field gives the name, Escape keeps the old one. */
export function RenameField({ name, onName, onEnd }: RenameFieldProps) {
  const kept = useRef(false);
  return (
    <input
      className="branches-field"
      aria-label={`New name of ${name}`}
      defaultValue={name}
      maxLength={MOST_NAME}
      ref={(field) => field?.select()}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== 'Escape') return;
        // Else the key would also press the button that gets the focus.
        event.preventDefault();
        kept.current = event.key === 'Escape';
        event.currentTarget.blur();
      }}
      onBlur={(event) => {
        if (!kept.current) onName(event.currentTarget.value);
        onEnd();
      }}
    />
  );
}
