import { useSession, useVerbs } from '../shared/useSession';

/** Virtual seconds per real second. */
const SPEEDS = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 20] as const;

const inWords = (speed: number) =>
  speed < 1 ? `1/${Math.round(1 / speed)} speed` : `${speed}× speed`;

export function Speed() {
  const { setSpeed } = useVerbs();
  const speed = useSession((state) => state.speed);
  const speeds = SPEEDS.some((known) => known === speed)
    ? SPEEDS
    : [...SPEEDS, speed].sort((a, b) => a - b);
  return (
    <select
      className="select"
      aria-label="Speed"
      title="How fast virtual time passes: 1/10 speed shows 100 ms of the cluster's time in a second"
      value={speed}
      onChange={(event) => setSpeed(Number(event.target.value))}
    >
      {speeds.map((value) => (
        <option key={value} value={value}>
          {inWords(value)}
        </option>
      ))}
    </select>
  );
}
