import { type KeyboardEvent, type MouseEvent, memo, type Ref, useEffect } from 'react';
import type { ClusterMessage } from '../../check/cluster';
import type { Wire } from '../../sim/world';
import { MESSAGE_ACTIONS } from '../../store/actions';
import { pressOn } from '../../store/keys';
import { sameThing, type Thing } from '../../store/things';
import { nameOfMessage } from '../../store/words';
import { MessageMark } from '../shared/MessageMark';
import { useVerbs } from '../shared/useSession';
import { CrossMark } from './CrossMark';
import { isSelectKey } from './selectKey';

interface MessageButtonProps {
  readonly wire: Wire<ClusterMessage>;
  readonly size: number;
  readonly held: boolean;
  /** It belongs to another instance than the one in focus. */
  readonly faint: boolean;
  readonly light: string;
  readonly ref: Ref<SVGGElement>;
}

const PRESS = ['Enter', ' ', 'Delete', 'Backspace'];
const HIT_RADIUS = 16;

/** A message under way, and a button that drops it. */
export const MessageButton = memo(function MessageButton(props: MessageButtonProps) {
  const { wire, size, held, faint, light, ref } = props;
  const { id, message } = wire;
  const session = useVerbs();
  const thing: Thing = { kind: 'message', id };
  const drop = () => MESSAGE_ACTIONS.find((action) => action.id === 'drop')?.perform(session, id);

  function onClick(event: MouseEvent) {
    if (event.shiftKey) session.select(thing);
    else drop();
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (isSelectKey(event, session)) session.select(thing);
    else if (PRESS.includes(event.key)) drop();
    else if (!pressOn(session, MESSAGE_ACTIONS, id, event.key)) return;
    event.preventDefault();
  }

  const hover = (on: boolean) => session.hover(on ? thing : null);
  // A message that arrives under the pointer is no longer hovered, though no pointer left it.
  useEffect(
    () => () => {
      if (sameThing(session.store.getState().hover, { kind: 'message', id })) session.hover(null);
    },
    [session, id],
  );

  const name = nameOfMessage(wire);
  return (
    // biome-ignore lint/a11y/useSemanticElements: HTML has no place inside an SVG picture.
    <g
      ref={ref}
      role="button"
      tabIndex={0}
      aria-label={held ? `${name}, held` : name}
      className={`message ${faint ? 'is-faint' : ''} ${light}`}
      data-wire={id}
      data-menu={`message:${id}`}
      onClick={onClick}
      onKeyDown={onKeyDown}
      onPointerEnter={() => hover(true)}
      onPointerLeave={() => hover(false)}
      onFocus={(event) => event.currentTarget.matches(':focus-visible') && hover(true)}
      onBlur={() => hover(false)}
    >
      <title>{`${name}. Click drops it.`}</title>
      <circle className="message-hit" r={HIT_RADIUS} />
      <circle className="message-halo" r={size * 0.95} />
      {held && <circle className="message-held" r={size * 0.95} />}
      <g className="message-mark">
        <MessageMark kind={message.kind} size={size} />
      </g>
      <CrossMark size={size} />
    </g>
  );
});
