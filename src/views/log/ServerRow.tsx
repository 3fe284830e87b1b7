import { EarOff, Pause, Unplug } from 'lucide-react';
import { SERVER_ACTIONS } from '../../store/actions';
import { cellAt } from '../../store/cells';
import { cellKey } from '../../store/light';
import { logMarkers, markerName, reachOf } from '../../store/logMarkers';
import { nameOf } from '../../store/words';
import { ActionMenu } from '../shared/ActionMenu';
import { useSession } from '../shared/useSession';
import { Edges } from './Edges';
import { LogCell } from './LogCell';
import { nameOfCell } from './nameOfCell';
import { FROZEN } from './place';
import { type RowProps, rowRole } from './rowProps';

interface ServerRowProps extends RowProps {
  readonly server: number;
}

/** What one server knows of every instance or slot. */
export function ServerRow({
  server,
  row,
  columns,
  count,
  words,
  roving,
  light,
  selection,
}: ServerRowProps) {
  const moment = useSession((state) => state.moment);
  const observer = useSession((state) => state.preferences.observer);
  const node = moment.world.nodes[server - 1];
  const reach = reachOf(moment, server);
  const name = nameOf(server);
  const standing = [name, ...conditions(node)].join(', ');
  return (
    <ActionMenu title={name} actions={SERVER_ACTIONS} target={server}>
      <div className="log-row" {...rowRole(row)} data-status={node?.status}>
        <div className="log-frozen" role="presentation" data-server={server}>
          <div
            className="log-name"
            data-lit={litServer(light, server)}
            style={{ borderInlineStartColor: `var(--server-${server})` }}
            title={standing}
            {...roving.props(row, 0, standing, {
              role: 'rowheader',
              selected: selection?.kind === 'server' && selection.server === server,
            })}
          >
            {name}
            {node?.status === 'crashed' && <Unplug className="log-glyph" aria-hidden="true" />}
            {node?.status === 'paused' && <Pause className="log-glyph" aria-hidden="true" />}
            {node?.deaf && <EarOff className="log-glyph" aria-hidden="true" />}
          </div>
          {logMarkers(moment.protocol).map((marker, i) => {
            const label = markerName(name, marker, reach[marker.of]);
            return (
              <div key={marker.of} className="log-number" {...roving.props(row, i + 1, label)}>
                {reach[marker.of] ?? '–'}
              </div>
            );
          })}
        </div>
        <div
          className="log-lane"
          role="presentation"
          style={{ inlineSize: `calc(var(--log-column) * ${count})` }}
        >
          {columns.map((column) => {
            const seq = words.first + column;
            const full = cellAt(moment, server, seq);
            const cell = observer ? full : { ...full, chosenUnknown: false };
            const selected =
              selection?.kind === 'cell' && selection.server === server && selection.seq === seq;
            return (
              <LogCell
                key={seq}
                cell={cell}
                column={column}
                lit={litCell(light, server, seq)}
                grid={roving.props(row, FROZEN + column, nameOfCell(cell, moment.protocol), {
                  selected,
                })}
              />
            );
          })}
          <Edges {...reach} first={words.first} />
        </div>
      </div>
    </ActionMenu>
  );
}

function conditions(
  node: { readonly status: string; readonly deaf: boolean } | undefined,
): string[] {
  return [...(node && node.status !== 'up' ? [node.status] : []), ...(node?.deaf ? ['deaf'] : [])];
}

function litServer(
  { hover, selection }: RowProps['light'],
  server: number,
): 'hover' | 'selection' | undefined {
  if (hover.servers.has(server)) return 'hover';
  return selection.servers.has(server) ? 'selection' : undefined;
}

function litCell(
  { hover, selection }: RowProps['light'],
  server: number,
  seq: number,
): 'hover' | 'selection' | undefined {
  const key = cellKey(server, seq);
  if (hover.cells.has(key)) return 'hover';
  return selection.cells.has(key) ? 'selection' : undefined;
}
