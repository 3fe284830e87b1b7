import { ChevronFirst, ChevronLast, Pause, Play, StepBack, StepForward } from 'lucide-react';
import type { ReactNode } from 'react';
import { useSession, useVerbs } from '../shared/useSession';
import { ClockFace } from './ClockFace';
import { Position } from './Position';
import { Speed } from './Speed';
import './playback.css';

/** The bar that moves the cursor: to the ends, a step either way, by itself, or anywhere. */
export function Playback() {
  const session = useVerbs();
  const playing = useSession((state) => state.playing);
  const atStart = useSession((state) => state.depth === 0);
  return (
    <div className="playback" role="toolbar" aria-label="Playback">
      <Tool
        name="Go to start"
        hint="Home"
        disabled={atStart}
        onClick={session.goToStart}
        icon={<ChevronFirst />}
      />
      <Tool
        name="Step back"
        hint="←"
        disabled={atStart}
        onClick={session.stepBack}
        icon={<StepBack />}
      />
      {playing ? (
        <Tool name="Pause" hint="Space" primary onClick={session.pause} icon={<Pause />} />
      ) : (
        <Tool name="Play" hint="Space" primary onClick={session.play} icon={<Play />} />
      )}
      <Tool name="Step" hint="→" onClick={session.step} icon={<StepForward />} />
      <Tool name="Go to end" hint="End" onClick={session.goToEnd} icon={<ChevronLast />} />
      <Speed />
      <Position />
      <ClockFace />
    </div>
  );
}

interface ToolProps {
  readonly name: string;
  readonly hint: string;
  readonly icon: ReactNode;
  readonly primary?: boolean;
  readonly disabled?: boolean;
  onClick(): void;
}

/** Disabled by `aria-disabled`, so that the focus stays where it is when an end is reached. */
function Tool({ name, hint, icon, primary = false, disabled = false, onClick }: ToolProps) {
  return (
    <button
      type="button"
      className={`button playback-tool${primary ? ' button-primary' : ''}`}
      aria-label={name}
      aria-disabled={disabled}
      title={`${name} (${hint})`}
      onClick={() => disabled || onClick()}
    >
      {icon}
    </button>
  );
}
