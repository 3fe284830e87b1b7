import type { BranchView } from '../../store/branching';
import { useSession } from '../shared/useSession';
import { BranchRow } from './BranchRow';

interface BranchListProps {
  /** The branch whose children are listed; null for the first branch itself. */
  readonly parent?: number | null;
  onCompare(id: number): void;
}

/** A list of branches, each with those that left it below it. */
export function BranchList({ parent = null, onCompare }: BranchListProps) {
  const branches = useSession((state) => state.branches);
  const children = childrenOf(branches, parent);
  if (children.length === 0) return null;
  return (
    <ul className="branches-list">
      {children.map((branch) => (
        <li key={branch.id}>
          <BranchRow
            branch={branch}
            parent={branches.find(({ id }) => id === branch.parent)}
            onCompare={onCompare}
          />
          <BranchList parent={branch.id} onCompare={onCompare} />
        </li>
      ))}
    </ul>
  );
}

/** In the order in which they left. */
function childrenOf(branches: readonly BranchView[], parent: number | null): BranchView[] {
  return branches
    .filter((branch) => branch.parent === parent)
    .sort((a, b) => a.forkDepth - b.forkDepth || a.id - b.id);
}
