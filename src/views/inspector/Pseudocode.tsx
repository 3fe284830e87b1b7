import { linesRun, type PseudoGroup } from '../../store/inspect';

/** The lecture's lines of one role; those that the present event ran are marked. */
export function Pseudocode({ group, rules }: { group: PseudoGroup; rules: readonly string[] }) {
  const ran = linesRun(rules);
  return (
    <ol className="code" aria-label={`Pseudo-code of the ${group.role}`}>
      {group.lines.map((line) => (
        <li
          key={line.text}
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
