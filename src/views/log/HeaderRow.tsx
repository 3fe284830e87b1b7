import type { Ref } from 'react';
import { FIRST_INSTANCE } from './place';
import { type RowProps, rowRole } from './rowProps';

interface HeaderRowProps extends RowProps {
  readonly focus: number;
  readonly frozen: Ref<HTMLDivElement>;
}

const HEADERS = [
  { label: '', title: 'Server' },
  { label: 'Min', title: 'Min: every instance below it is forgotten here' },
  { label: 'Max', title: 'Max: the highest instance this server has heard of' },
  { label: 'Done', title: 'Done: this server’s application needs nothing up to here' },
];

/** The instances' numbers, always in view. */
export function HeaderRow({
  row,
  columns,
  count,
  roving,
  light,
  selection,
  focus,
  frozen,
}: HeaderRowProps) {
  return (
    <div className="log-row log-header" {...rowRole(row)}>
      <div className="log-frozen" role="presentation" ref={frozen}>
        {HEADERS.map(({ label, title }, i) => (
          <div
            key={title}
            className={i === 0 ? 'log-name' : 'log-number'}
            title={title}
            {...roving.props(row, i, label || title, { role: 'columnheader' })}
          >
            {label || <span className="visually-hidden">{title}</span>}
          </div>
        ))}
      </div>
      <div
        className="log-lane"
        role="presentation"
        style={{ inlineSize: `calc(var(--log-column) * ${count})` }}
      >
        {columns.map((seq) => (
          <div
            key={seq}
            className="log-column"
            data-seq={seq}
            data-focus={seq === focus || undefined}
            data-lit={
              light.hover.instances.has(seq)
                ? 'hover'
                : light.selection.instances.has(seq)
                  ? 'selection'
                  : undefined
            }
            style={{ insetInlineStart: `calc(var(--log-column) * ${seq})` }}
            {...roving.props(row, FIRST_INSTANCE + seq, `Instance ${seq}`, {
              role: 'columnheader',
              selected: selection?.kind === 'instance' && selection.seq === seq,
            })}
          >
            {seq}
          </div>
        ))}
      </div>
    </div>
  );
}
