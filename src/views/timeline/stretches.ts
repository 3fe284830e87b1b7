import type { Address } from '../../base/address';
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

/** All stretches of one server or clerk, one after the other. */
export interface Life {
  readonly server: Address;
  readonly stretches: readonly Stretch[];
}

/** The life of every server up to a depth, in the order of the lanes: its crashes are gaps, its pauses waits. */
export function stretchesOf(
  marks: readonly Mark[],
  addresses: readonly Address[],
  depth: number,
): Life[] {
  const lives = addresses.map((server) => ({
    server,
    stretches: [{ from: 0, to: null, status: 'up' }] as Stretch[],
  }));
  for (const mark of marks) {
    if (mark.depth > depth) break;
    const status = STATUS_AFTER[mark.kind];
    const life = lives.find(({ server }) => server === mark.server);
    if (status && life) turn(life.stretches, mark.at, status);
  }
  return lives;
}

function turn(stretches: Stretch[], at: Micros, status: Stretch['status']): void {
  const last = stretches[stretches.length - 1];
  if (!last || last.status === status) return;
  if (last.from === at) stretches.pop();
  else stretches[stretches.length - 1] = { ...last, to: at };
  stretches.push({ from: at, to: null, status });
}
