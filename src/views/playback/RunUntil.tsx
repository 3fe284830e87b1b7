import { FlagTriangleRight } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { protocolWords } from '../../store/protocolWords';
import { breakpointName, STOP_CONDITIONS } from '../../store/runUntil';
import { useSession, useVerbs } from '../shared/useSession';
import '../shared/menu.css';
import './runUntil.css';

/** Goes on until something happens; Pause ends it. Here breakpoints are set and taken away too. */
export function RunUntil() {
  const session = useVerbs();
  const running = useSession((state) => state.goal !== null);
  const breakpoints = useSession((state) => state.breakpoints);
  const moment = useSession((state) => state.moment);
  const words = protocolWords(moment.protocol);
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger
        className="button run-until"
        aria-label={breakpoints.length > 0 ? `Run until, ${breakpoints.length} set` : 'Run until'}
        title="Run until something happens, or set a breakpoint"
        data-running={running || undefined}
      >
        <FlagTriangleRight size={16} aria-hidden="true" />
        {breakpoints.length > 0 && (
          <span className="run-until-count" aria-hidden="true">
            {breakpoints.length}
          </span>
        )}
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" side="top" sideOffset={4} collisionPadding={8}>
          <DropdownMenu.Label className="menu-title">Run until</DropdownMenu.Label>
          {STOP_CONDITIONS.filter(({ isOffered }) => isOffered(moment)).map(({ id, label }) => (
            <DropdownMenu.Item
              key={id}
              className="menu-item"
              onSelect={() => session.runUntil({ condition: id })}
            >
              {label(words)}
            </DropdownMenu.Item>
          ))}
          {breakpoints.length > 0 && (
            <DropdownMenu.Item
              className="menu-item"
              onSelect={() => session.runUntil({ breakpoint: 'next' })}
            >
              The next breakpoint
            </DropdownMenu.Item>
          )}
          <DropdownMenu.Label className="menu-title">
            Breakpoints also stop playing
          </DropdownMenu.Label>
          {breakpoints.map((breakpoint) => {
            const name = breakpointName(breakpoint, words);
            return (
              <DropdownMenu.Item
                key={name}
                className="menu-item"
                onSelect={() => session.removeBreakpoint(breakpoint)}
              >
                Remove “{name}”
              </DropdownMenu.Item>
            );
          })}
          <DropdownMenu.Item
            className="menu-item"
            onSelect={() => session.openForm({ kind: 'breakpoint' })}
          >
            Breakpoint…
          </DropdownMenu.Item>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
