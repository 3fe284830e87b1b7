import { linesRun, type PseudoGroup } from '../../store/pseudocode';

/** The lecture's lines of one role; those that the present event ran are marked. */
export function Pseudocode({ group, rules }: { group: PseudoGroup; rules: readonly string[] }) {
  const ran = linesRun(group.lines, rules);
  return (
    <ol className="code" aria-label={`Pseudo-code of the ${group.role}`}>
      {group.lines.map((line, i) => (
        <li
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines never change, and one of them stands there twice
          key={i}
          className="code-line"
          aria-current={ran.has(line) ? 'step' : undefined}
          style={{ paddingInlineStart: `calc(${line.indent} * 10px + 16px)` }}
        >
          {line.text}
        </li>
      ))}
    </ol>
  );
}
