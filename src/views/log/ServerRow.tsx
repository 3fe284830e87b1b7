import { EarOff, Pause, Unplug } from 'lucide-react';
import { SERVER_ACTIONS } from '../../store/actions';
import { cellAt, remainsOf } from '../../store/cells';
import { cellKey } from '../../store/light';
import { nameOf } from '../../store/words';
import { ActionMenu } from '../shared/ActionMenu';
import { useSession } from '../shared/useSession';
import { LogCell } from './LogCell';
import { nameOfCell } from './nameOfCell';
import { FIRST_INSTANCE } from './place';
import { type RowProps, rowRole } from './rowProps';

interface ServerRowProps extends RowProps {
  readonly server: number;
}

/** What one server knows of every instance. */
export function ServerRow({
  server,
  row,
  columns,
  count,
  roving,
  light,
  selection,
}: ServerRowProps) {
  const moment = useSession((state) => state.moment);
  const observer = useSession((state) => state.preferences.observer);
  const node = moment.world.nodes[server - 1];
  const remains = remainsOf(moment, server);
  const { min = 0, max = -1 } = remains ?? {};
  const done = remains?.done[server - 1] ?? -1;
  const name = nameOf(server);
  const standing = [name, ...conditions(node)].join(', ');
  const numbers = [
    { label: 'Min', value: min },
    { label: 'Max', value: max },
    { label: 'Done', value: done },
  ];
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
          {numbers.map(({ label, value }, i) => (
            <div
              key={label}
              className="log-number"
              {...roving.props(row, i + 1, `${name}, ${label} ${value < 0 ? 'none' : value}`)}
            >
              {value < 0 ? '–' : value}
            </div>
          ))}
        </div>
        <div
          className="log-lane"
          role="presentation"
          style={{ inlineSize: `calc(var(--log-column) * ${count})` }}
        >
          {columns.map((seq) => {
            const full = cellAt(moment, server, seq);
            const cell = observer ? full : { ...full, chosenUnknown: false };
            const selected =
              selection?.kind === 'cell' && selection.server === server && selection.seq === seq;
            return (
              <LogCell
                key={seq}
                cell={cell}
                lit={litCell(light, server, seq)}
                grid={roving.props(row, FIRST_INSTANCE + seq, nameOfCell(cell), { selected })}
              />
            );
          })}
          <i
            className="log-edge log-edge-min"
            style={{ insetInlineStart: `calc(var(--log-column) * ${min})` }}
          />
          {max >= 0 && (
            <i
              className="log-edge log-edge-max"
              style={{ insetInlineStart: `calc(var(--log-column) * ${max + 1})` }}
            />
          )}
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
