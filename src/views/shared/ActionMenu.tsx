import { ContextMenu } from 'radix-ui';
import type { ReactElement } from 'react';
import type { Action } from '../../store/actions';
import { useSession, useVerbs } from './useSession';
import './menu.css';

interface ActionMenuProps<T> {
  /** What the menu is about, said at its top. */
  readonly title: string;
  readonly actions: readonly Action<T>[];
  readonly target: T;
  /** One element that takes a ref and events: right click, long press or Shift+F10 on it opens the menu. */
  readonly children: ReactElement;
}

/** The context menu of an action table. Not modal: a modal one would inject styles, which the page's policy forbids. */
export function ActionMenu<T>({ title, actions, target, children }: ActionMenuProps<T>) {
  return (
    <ContextMenu.Root modal={false}>
      <ContextMenu.Trigger asChild>{children}</ContextMenu.Trigger>
      <ContextMenu.Portal>
        <ContextMenu.Content className="menu" aria-label={title} collisionPadding={8}>
          <ContextMenu.Label className="menu-title">{title}</ContextMenu.Label>
          <MenuItems actions={actions} target={target} />
        </ContextMenu.Content>
      </ContextMenu.Portal>
    </ContextMenu.Root>
  );
}

/** The items of a menu: what of an action table is possible now. */
export function MenuItems<T>({ actions, target }: Pick<ActionMenuProps<T>, 'actions' | 'target'>) {
  const session = useVerbs();
  const moment = useSession((state) => state.moment);
  return actions
    .filter((action) => action.possible(moment, target))
    .map((action) => (
      <ContextMenu.Item
        key={action.id}
        className="menu-item"
        title={action.hint}
        onSelect={() => action.perform(session, target)}
      >
        <span>{action.label}</span>
        {action.key && <kbd>{action.key}</kbd>}
      </ContextMenu.Item>
    ));
}
