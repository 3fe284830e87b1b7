import type { Frames } from './clock';
import { type Compared, type Contender, type Course, startContest } from './comparison';

/** Few enough that a frame stays a frame. */
const EVENTS_A_FRAME = 800;

/**
 * Sends contenders over a course, one after the other, a portion a frame, so that the page stays alive meanwhile.
 * @param told hears of each when it has come to its end
 * @returns the way to stop
 */
export function holdContests(
  course: Course,
  contenders: readonly Contender[],
  frames: Frames,
  told: (compared: Compared) => void,
): () => void {
  let stopped = false;
  const contests = contenders.map((contender) => startContest(course, contender));

  function frame(): void {
    const [present] = contests;
    if (stopped || !present) return;
    const compared = present.goOn(EVENTS_A_FRAME);
    if (compared) {
      contests.shift();
      told(compared);
    }
    frames.request(frame);
  }

  frames.request(frame);
  return () => {
    stopped = true;
  };
}
