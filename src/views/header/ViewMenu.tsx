import { Check, Eye } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { useId } from 'react';
import type { Preferences } from '../../store/preferences';
import { useSession, useVerbs } from '../shared/useSession';
import '../shared/menu.css';

const THEMES: readonly { value: Preferences['theme']; label: string }[] = [
  { value: 'system', label: 'Like the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
  { value: 'projector', label: 'Projector: large, high contrast' },
];

const HEARTBEATS: readonly { value: Preferences['heartbeats']; label: string }[] = [
  { value: 'full', label: 'Like other messages' },
  { value: 'faded', label: 'Faint dots' },
  { value: 'hidden', label: 'Not at all' },
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
  const isLibrary = useSession(({ moment }) => moment.protocol === 'basic');
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger className="button" title="Theme, and what is shown">
        <Eye size={16} aria-hidden="true" /> <span className="header-word">View</span>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" align="end" sideOffset={4} collisionPadding={8}>
          <Choice
            title="Theme"
            options={THEMES}
            chosen={preferences.theme}
            onChoose={(theme) => prefer({ theme })}
          />
          {!isLibrary && (
            <Choice
              title="Heartbeats"
              options={HEARTBEATS}
              chosen={preferences.heartbeats}
              onChoose={(heartbeats) => prefer({ heartbeats })}
            />
          )}
          <DropdownMenu.Label className="menu-title">Show</DropdownMenu.Label>
          {SWITCHES.filter(({ key }) => isLibrary || key !== 'polls').map(({ key, label }) => (
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

interface ChoiceProps<V extends string> {
  readonly title: string;
  readonly options: readonly { readonly value: V; readonly label: string }[];
  readonly chosen: V;
  onChoose(value: V): void;
}

/** One of several ways to show something. */
function Choice<V extends string>({ title, options, chosen, onChoose }: ChoiceProps<V>) {
  const id = useId();
  return (
    <>
      <DropdownMenu.Label className="menu-title" id={id}>
        {title}
      </DropdownMenu.Label>
      <DropdownMenu.RadioGroup
        aria-labelledby={id}
        value={chosen}
        onValueChange={(value) => onChoose(value as V)}
      >
        {options.map(({ value, label }) => (
          <DropdownMenu.RadioItem key={value} value={value} className="menu-item">
            <span>{label}</span>
            <DropdownMenu.ItemIndicator>
              <Check size={16} aria-hidden="true" />
            </DropdownMenu.ItemIndicator>
          </DropdownMenu.RadioItem>
        ))}
      </DropdownMenu.RadioGroup>
    </>
  );
}
