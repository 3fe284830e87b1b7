import type { Ref } from 'react';
import { FIRST_INSTANCE } from './place';
import type { RowProps } from './rowProps';

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
    // biome-ignore lint/a11y/useSemanticElements: a grid of ten thousand columns is no table element
    // biome-ignore lint/a11y/useFocusableInteractive: the cells take the focus
    <div className="log-row log-header" role="row" aria-rowindex={row + 1}>
      <div className="log-frozen" role="presentation" ref={frozen}>
        {HEADERS.map(({ label, title }, i) => (
          // biome-ignore lint/a11y/useSemanticElements: see above
          <div
            key={title}
            role="columnheader"
            className={i === 0 ? 'log-name' : 'log-number'}
            aria-colindex={i + 1}
            aria-label={label || title}
            title={title}
            {...roving.props(row, i)}
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
        {columns.map((seq) => (
          // biome-ignore lint/a11y/useSemanticElements: see above
          <div
            key={seq}
            role="columnheader"
            className="log-column"
            aria-colindex={FIRST_INSTANCE + seq + 1}
            aria-label={`Instance ${seq}`}
            aria-selected={selection?.kind === 'instance' && selection.seq === seq}
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
            {...roving.props(row, FIRST_INSTANCE + seq)}
          >
            {seq}
          </div>
        ))}
      </div>
    </div>
  );
}
