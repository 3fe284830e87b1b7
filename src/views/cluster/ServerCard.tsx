import { Plug, Unplug } from 'lucide-react';
import { type CSSProperties, type KeyboardEvent, type MouseEvent, memo } from 'react';
import type { Address } from '../../base/address';
import { SERVER_ACTIONS } from '../../store/actions';
import { pressOn } from '../../store/keys';
import { nameOf } from '../../store/words';
import { useVerbs } from '../shared/useSession';
import { CardFace } from './CardFace';
import { CardTools } from './CardTools';
import { type CardWords, cardSentence, sameWords } from './cardWords';
import type { CardShape } from './geometry/layout';
import { minus, type Point } from './geometry/plane';
import { isSelectKey } from './selectKey';
import { useCardDrag } from './useCardDrag';

interface ServerCardProps {
  readonly server: Address;
  readonly words: CardWords;
  readonly seq: number;
  readonly shape: CardShape;
  /** Its place in a whole network, and where it stands now. */
  readonly home: Point;
  readonly middle: Point;
  /** Where it is being dragged to. */
  readonly held: Point | null;
  readonly light: string;
  readonly movable: boolean;
  onDrag(server: Address, at: Point | null): void;
  onDrop(server: Address, at: Point): void;
}

/** One server: what it knows, and a button that kills or restarts it. */
export const ServerCard = memo(function ServerCard(props: ServerCardProps) {
  const { server, words, seq, shape, home, middle, held, light } = props;
  const session = useVerbs();
  const down = words.status === 'crashed';
  const act = down ? 'restart' : 'kill';
  const select = () => session.select({ kind: 'server', server });
  const drag = useCardDrag({
    home: middle,
    enabled: props.movable,
    drag: (at) => props.onDrag(server, at),
    drop: (at) => props.onDrop(server, at),
  });

  function onClick(event: MouseEvent) {
    if (event.shiftKey) return select();
    SERVER_ACTIONS.find(({ id }) => id === act)?.perform(session, server);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (isSelectKey(event, session)) select();
    else if (!pressOn(session, SERVER_ACTIONS, server, event.key)) return;
    event.preventDefault();
  }

  const hover = (on: boolean) => session.hover(on ? { kind: 'server', server } : null);
  return (
    // The pointer only passes over the group; the button and the tools in it do the work.
    <div
      className={`card card-${shape.kind} ${words.status === 'up' ? '' : `is-${words.status}`} ${light}`}
      style={placing(server, shape, home, held ?? middle)}
      data-tools={shape.tools}
      data-held={held !== null}
      data-server={server}
      data-menu={`server:${server}`}
    >
      <button
        type="button"
        className="card-button"
        aria-label={words.name}
        title={cardSentence(words, seq)}
        onClick={onClick}
        onKeyDown={onKeyDown}
        onPointerEnter={() => hover(true)}
        onPointerLeave={() => hover(false)}
        onFocus={(event) => event.currentTarget.matches(':focus-visible') && hover(true)}
        onBlur={() => hover(false)}
        {...drag}
      >
        <CardFace label={nameOf(server)} words={words} seq={seq} kind={shape.kind} />
        <span className="card-act" data-act={act} aria-hidden>
          {down ? <Plug /> : <Unplug />} {down ? 'Restart' : 'Kill'}
        </span>
      </button>
      <CardTools server={server} protocol={words.of === 'library' ? 'basic' : 'multi'} />
    </div>
  );
}, same);

function placing(
  server: Address,
  { width, height, zoom }: CardShape,
  home: Point,
  place: Point,
): CSSProperties {
  const away = minus(place, home);
  return {
    left: home.x - width / 2,
    top: home.y - height / 2,
    width,
    height,
    transform: `translate(${away.x}px, ${away.y}px)`,
    '--zoom': zoom,
    '--edge': `var(--server-${server})`,
  } as CSSProperties;
}

function same(a: ServerCardProps, b: ServerCardProps): boolean {
  const keys = Object.keys(a) as (keyof ServerCardProps)[];
  return keys.every((key) => a[key] === b[key] || (key === 'words' && sameWords(a.words, b.words)));
}
