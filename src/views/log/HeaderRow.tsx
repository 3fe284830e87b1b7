import type { Ref } from 'react';
import { logMarkers } from '../../store/logMarkers';
import { useSession } from '../shared/useSession';
import { FROZEN, insetOf } from './place';
import { type RowProps, rowRole } from './rowProps';

interface HeaderRowProps extends RowProps {
  readonly focus: number;
  readonly frozen: Ref<HTMLDivElement>;
}

/** The positions' numbers, always in view. */
export function HeaderRow({
  row,
  columns,
  count,
  words,
  roving,
  light,
  selection,
  focus,
  frozen,
}: HeaderRowProps) {
  const protocol = useSession((state) => state.moment.protocol);
  return (
    <div className="log-row log-header" {...rowRole(row)}>
      <div className="log-frozen" role="presentation" ref={frozen}>
        <div
          className="log-name"
          title="Server"
          {...roving.props(row, 0, 'Server', { role: 'columnheader' })}
        >
          <span className="visually-hidden">Server</span>
        </div>
        {logMarkers(protocol).map(({ of, name, label, title }, i) => (
          <div
            key={of}
            className="log-number"
            title={title}
            {...roving.props(row, i + 1, name, { role: 'columnheader' })}
          >
            {label}
          </div>
        ))}
      </div>
      <div
        className="log-lane"
        role="presentation"
        style={{ inlineSize: `calc(var(--log-column) * ${count})` }}
      >
        {columns.map((column) => {
          const seq = words.first + column;
          return (
            <div
              key={seq}
              className="log-column"
              data-seq={seq}
              data-focus={seq === focus || undefined}
              data-lit={litOf(light, seq)}
              style={insetOf(column)}
              {...roving.props(row, FROZEN + column, `${words.Position} ${seq}`, {
                role: 'columnheader',
                selected: selection?.kind === 'instance' && selection.seq === seq,
              })}
            >
              {seq}
            </div>
          );
        })}
      </div>
    </div>
  );
}

function litOf({ hover, selection }: RowProps['light'], seq: number) {
  if (hover.instances.has(seq)) return 'hover';
  return selection.instances.has(seq) ? 'selection' : undefined;
}
