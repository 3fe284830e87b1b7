import type { Micros } from '../../sim/time';
import type { Mark } from '../../store/trace';

/** A time during which one server was up, crashed or paused. `to` is null while it still is. */
export interface Stretch {
  readonly from: Micros;
  readonly to: Micros | null;
  readonly status: 'up' | 'crashed' | 'paused';
}

const STATUS_AFTER: Partial<Record<Mark['kind'], Stretch['status']>> = {
  crash: 'crashed',
  restart: 'up',
  pause: 'paused',
  resume: 'up',
};

/** The life of every server up to a depth, in order of address: its crashes are gaps, its pauses waits. */
export function stretchesOf(
  marks: readonly Mark[],
  servers: number,
  depth: number,
): readonly Stretch[][] {
  const lives = Array.from({ length: servers }, (): Stretch[] => [
    { from: 0, to: null, status: 'up' },
  ]);
  for (const mark of marks) {
    if (mark.depth > depth) break;
    const status = STATUS_AFTER[mark.kind];
    const life = lives[mark.server - 1];
    if (status && life) turn(life, mark.at, status);
  }
  return lives;
}

function turn(life: Stretch[], at: Micros, status: Stretch['status']): void {
  const last = life[life.length - 1];
  if (!last || last.status === status) return;
  if (last.from === at) life.pop();
  else life[life.length - 1] = { ...last, to: at };
  life.push({ from: at, to: null, status });
}
