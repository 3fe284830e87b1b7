import { Dialog } from '../shared/Dialog';
import { useSession } from '../shared/useSession';
import { Comparison } from './Comparison';

/** The shown branch beside another one, from where they part. */
export function CompareBranches({ other, onClose }: { other: number; onClose(): void }) {
  const shown = useSession(({ branches }) => branches.find((one) => one.shown));
  const compared = useSession(({ branches }) => branches.find(({ id }) => id === other));
  if (!shown || !compared || shown === compared) return null;
  return (
    <Dialog title="Two branches, side by side" onClose={onClose}>
      <Comparison shown={shown} other={compared} />
    </Dialog>
  );
}
