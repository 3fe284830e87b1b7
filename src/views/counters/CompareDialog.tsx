import { Dialog } from '../shared/Dialog';
import { useSession } from '../shared/useSession';
import { Comparison } from './Comparison';
import { NothingToCompare } from './NothingToCompare';
import './compare.css';

/** The run up to the present moment, beside the same run agreed on in other ways. */
export function CompareDialog({ onClose }: { onClose(): void }) {
  const hasCalls = useSession(({ moment }) => moment.facts.calls.length > 0);
  return (
    <Dialog title="The same run, agreed on in other ways" onClose={onClose}>
      {hasCalls ? <Comparison onClose={onClose} /> : <NothingToCompare />}
    </Dialog>
  );
}
