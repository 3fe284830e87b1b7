import { ChevronFirst, ChevronLast, Pause, Play, StepBack, StepForward } from 'lucide-react';
import { Branches } from '../branches/Branches';
import { Counters } from '../counters/Counters';
import { useSession, useVerbs } from '../shared/useSession';
import { Beats } from './Beats';
import { ClockFace } from './ClockFace';
import { Position } from './Position';
import { RunUntil } from './RunUntil';
import { Speed } from './Speed';
import { Tool } from './Tool';
import './playback.css';

/** The bar that moves the cursor: to the ends, a step either way, by itself, or anywhere. */
export function Playback() {
  const session = useVerbs();
  const playing = useSession((state) => state.playing);
  const atStart = useSession((state) => state.depth === 0);
  const story = useSession((state) => state.stepping === 'beats');
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
        hint={story ? 'Shift+←' : '←'}
        disabled={atStart}
        onClick={session.stepBack}
        icon={<StepBack />}
      />
      {playing ? (
        <Tool name="Pause" hint="Space" primary onClick={session.pause} icon={<Pause />} />
      ) : (
        <Tool name="Play" hint="Space" primary onClick={session.play} icon={<Play />} />
      )}
      <Tool
        name="Step"
        hint={story ? 'Shift+→' : '→'}
        onClick={session.step}
        icon={<StepForward />}
      />
      <Tool name="Go to end" hint="End" onClick={session.goToEnd} icon={<ChevronLast />} />
      <Speed />
      <Beats />
      <div className="playback-course">
        <Position />
        <ClockFace />
        <RunUntil />
        <Counters>
          <Branches />
        </Counters>
      </div>
    </div>
  );
}
