import { CloudRain, HeartPulse, type LucideIcon, SquareSplitHorizontal } from 'lucide-react';
import { memo } from 'react';
import type { Weather } from '../../sim/world';
import { type Action, NETWORK_ACTIONS } from '../../store/actions';
import { protocolWords } from '../../store/protocolWords';
import { useSession, useVerbs } from '../shared/useSession';

const FACES: Readonly<Record<string, { readonly icon: LucideIcon; readonly word: string }>> = {
  partition: { icon: SquareSplitHorizontal, word: 'Partition…' },
  heal: { icon: HeartPulse, word: 'Heal' },
  weather: { icon: CloudRain, word: 'Weather…' },
};

/** What the cards are about, and what can be done to the network as a whole. */
export function NetworkTools() {
  const focus = useSession((state) => state.focus);
  const { position } = protocolWords(useSession(({ moment }) => moment.protocol));
  const rough = useSession(({ moment }) => weatherWords(moment.world.weather));
  return (
    <div className="network-tools">
      <span className="cluster-focus">
        {position} {focus}
      </span>
      {rough && <span className="cluster-weather">{rough}</span>}
      {NETWORK_ACTIONS.map((action) => (
        <NetworkButton key={action.id} action={action} />
      ))}
    </div>
  );
}

const NetworkButton = memo(function NetworkButton({ action }: { action: Action<null> }) {
  const session = useVerbs();
  const possible = useSession(({ moment }) => action.possible(moment, null));
  const face = FACES[action.id];
  if (!face) return null;
  return (
    <button
      type="button"
      className="button button-plain"
      aria-label={face.word}
      title={`${action.label}: ${action.hint}`}
      disabled={!possible}
      onClick={() => action.perform(session, null)}
    >
      <face.icon aria-hidden />
      <span className="network-word">{face.word}</span>
    </button>
  );
});

/** What is not calm about the weather, in a few words. */
function weatherWords({ loss, replyLoss, duplicate }: Weather): string {
  const share = (name: string, ratio: number) =>
    ratio > 0 ? [`${name} ${Math.round(ratio * 1000) / 10}\u00a0%`] : [];
  return [
    ...share('loss', loss),
    ...share('answers lost', replyLoss),
    ...share('doubled', duplicate),
  ].join(', ');
}
