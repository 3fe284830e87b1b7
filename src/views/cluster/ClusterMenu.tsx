import { ContextMenu } from 'radix-ui';
import { type MouseEvent, type PointerEvent, type ReactElement, useRef, useState } from 'react';
import { nameOf } from '../../store/words';
import { MenuItems } from '../shared/ActionMenu';
import { useSession, useVerbs } from '../shared/useSession';
import { menuOf, readTarget, type Target } from './menuOf';

/** The context menus of servers, messages and links: one for the whole stage, about what it was opened on. */
export function ClusterMenu({ children }: { children: ReactElement }) {
  const session = useVerbs();
  const [target, setTarget] = useState<Target | null>(null);
  const resume = useRef(false);

  function aim(event: MouseEvent | PointerEvent): void {
    const found = readTarget(event.target);
    if (found) setTarget(found);
    else if (event.type === 'contextmenu') event.preventDefault();
  }

  /** Time stands still while a menu is open: a message would arrive before its menu was read. */
  function onOpenChange(open: boolean): void {
    if (open) {
      resume.current = session.store.getState().playing;
      session.pause();
    } else if (resume.current && session.store.getState().form === null) {
      session.play();
    }
  }

  return (
    <ContextMenu.Root modal={false} onOpenChange={onOpenChange}>
      <ContextMenu.Trigger asChild onContextMenu={aim} onPointerDown={aim}>
        {children}
      </ContextMenu.Trigger>
      <ContextMenu.Portal>{target && <Menu target={target} />}</ContextMenu.Portal>
    </ContextMenu.Root>
  );
}

function Menu({ target }: { target: Target }) {
  const moment = useSession((state) => state.moment);
  const { title, actions, links } = menuOf(target, moment);
  return (
    <ContextMenu.Content className="menu" aria-label={title} collisionPadding={8}>
      <ContextMenu.Label className="menu-title">{title}</ContextMenu.Label>
      <MenuItems actions={actions} target={null} />
      {target.kind === 'server' && links.length > 0 && (
        <ContextMenu.Sub>
          <ContextMenu.SubTrigger className="menu-item">
            <span>Links of {nameOf(target.server)}</span>
            <span aria-hidden>▸</span>
          </ContextMenu.SubTrigger>
          <ContextMenu.Portal>
            <ContextMenu.SubContent className="menu" collisionPadding={8}>
              <MenuItems actions={links} target={null} />
            </ContextMenu.SubContent>
          </ContextMenu.Portal>
        </ContextMenu.Sub>
      )}
    </ContextMenu.Content>
  );
}
