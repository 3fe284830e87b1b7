import {
  AlarmClock,
  Bug,
  CheckCheck,
  CirclePlay,
  CloudSun,
  Copy,
  Ear,
  EarOff,
  Hourglass,
  Link,
  type LucideIcon,
  Pause,
  Play,
  Plug,
  Unlink,
  Unplug,
  User,
  X,
} from 'lucide-react';
import { KindMark } from '../shared/KindMark';
import type { EventSign, IconName } from './eventSign';

const ICONS: Readonly<Record<IconName, LucideIcon>> = {
  start: CirclePlay,
  call: User,
  done: CheckCheck,
  timer: AlarmClock,
  crash: Unplug,
  restart: Plug,
  pause: Pause,
  resume: Play,
  split: Unlink,
  heal: Link,
  deaf: EarOff,
  hear: Ear,
  weather: CloudSun,
  rules: Bug,
  wait: Hourglass,
};

const DONE: Readonly<Record<string, LucideIcon>> = {
  drop: X,
  hold: Pause,
  release: Play,
  duplicate: Copy,
};

/** The sign of an event; its words stand beside it. */
export function Sign({ sign }: { sign: EventSign }) {
  if ('icon' in sign) {
    const Icon = ICONS[sign.icon];
    return (
      <span className="sign" aria-hidden="true">
        <Icon />
      </span>
    );
  }
  const Done = DONE[sign.done];
  return (
    <span className="sign" aria-hidden="true" data-done={sign.done}>
      <KindMark sign={sign.sign} />
      {Done && <Done className="sign-done" />}
    </span>
  );
}
