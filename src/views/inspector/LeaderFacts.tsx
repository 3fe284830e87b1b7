import type { Leadership, LeaderView, SlotView } from '../../store/leaderView';
import { formatBallot, nameOf, spaced, toMs } from '../../store/words';
import { useSession } from '../shared/useSession';
import { Fact } from './Fact';
import { LeaderAnswers } from './LeaderAnswers';

/** Whom a server takes for the leader, how it keeps watch and, where it leads, what it was told. */
export function LeaderFacts({ view, slot }: { view: LeaderView; slot: SlotView }) {
  const now = useSession((state) => state.moment.world.now);
  const wrong = useSession(({ moment }) => moment.world.broken?.includes('late-rejections'));
  const { leadership, server } = view;
  const clock = leadership ? clockOf(leadership) : null;
  const left = clock?.at == null ? null : Math.max(0, Math.ceil(toMs(clock.at - now)));
  return (
    <>
      <dl className="facts">
        <Fact name="leader">{leadership ? whom(leadership, server) : '–'}</Fact>
        <Fact name="seen">{formatBallot(leadership?.seen ?? null)}</Fact>
        <Fact name={clock?.name ?? 'check'}>
          {left === null ? '–' : `in ${spaced(left)}\u00a0ms`}
        </Fact>
        {leadership?.active ? (
          <Fact name="next slot">{leadership.nextSlot}</Fact>
        ) : (
          <Fact name="misses">{leadership ? `${leadership.misses} of 2` : '–'}</Fact>
        )}
      </dl>
      <LeaderAnswers view={view} slot={slot} />
      {wrong && (
        <p className="wrong">A wrong rule is on: a P2B that names its ballot counts, yes or no.</p>
      )}
    </>
  );
}

/** Whom it takes for the leader, and whether it heard from it since its last check. */
function whom({ believes, heard }: Leadership, self: number): string {
  if (believes === null) return 'nobody';
  return believes === self ? 'itself' : `${nameOf(believes)}, ${heard ? 'heard' : 'silent'}`;
}

/** What the server does next of itself. */
function clockOf({ part, heartbeatAt, checkAt, backoffAt }: Leadership) {
  switch (part) {
    case 'leading':
      return { name: 'heartbeat', at: heartbeatAt };
    case 'electing':
      return { name: 'asks again', at: checkAt };
    case 'backing off':
      return { name: 'runs again', at: backoffAt };
    case 'following':
      return { name: 'check', at: checkAt };
  }
}
