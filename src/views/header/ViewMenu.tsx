import { Check, Eye } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import type { Preferences } from '../../store/preferences';
import { useSession, useVerbs } from '../shared/useSession';
import '../shared/menu.css';

const THEMES: readonly { value: Preferences['theme']; label: string }[] = [
  { value: 'system', label: 'Like the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
  { value: 'projector', label: 'Projector: large, high contrast' },
];

const SWITCHES: readonly { key: 'observer' | 'legends' | 'polls' | 'letterKeys'; label: string }[] =
  [
    { key: 'observer', label: 'Show what is chosen (no server sees it)' },
    { key: 'legends', label: 'Legends' },
    { key: 'polls', label: 'Marks of replicas looking at Status' },
    { key: 'letterKeys', label: 'Single-letter keys' },
  ];

/** Theme, and what is shown. */
export function ViewMenu() {
  const { prefer } = useVerbs();
  const preferences = useSession((state) => state.preferences);
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger className="button">
        <Eye size={16} aria-hidden="true" /> View
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" align="end" sideOffset={4} collisionPadding={8}>
          <DropdownMenu.Label className="menu-title">Theme</DropdownMenu.Label>
          <DropdownMenu.RadioGroup
            value={preferences.theme}
            onValueChange={(theme) => prefer({ theme: theme as Preferences['theme'] })}
          >
            {THEMES.map(({ value, label }) => (
              <DropdownMenu.RadioItem key={value} value={value} className="menu-item">
                <span>{label}</span>
                <DropdownMenu.ItemIndicator>
                  <Check size={16} aria-hidden="true" />
                </DropdownMenu.ItemIndicator>
              </DropdownMenu.RadioItem>
            ))}
          </DropdownMenu.RadioGroup>
          <DropdownMenu.Label className="menu-title">Show</DropdownMenu.Label>
          {SWITCHES.map(({ key, label }) => (
            <DropdownMenu.CheckboxItem
              key={key}
              className="menu-item"
              checked={preferences[key]}
              onCheckedChange={(on) => prefer({ [key]: on })}
            >
              <span>{label}</span>
              <DropdownMenu.ItemIndicator>
                <Check size={16} aria-hidden="true" />
              </DropdownMenu.ItemIndicator>
            </DropdownMenu.CheckboxItem>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
