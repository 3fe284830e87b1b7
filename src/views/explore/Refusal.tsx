import { useStore } from 'zustand';
import { useVerbs } from '../shared/useSession';

/** Why a field cannot be understood. */
export function Refusal({ field, id }: { field: string; id: string }) {
  const { exploring } = useVerbs();
  const reason = useStore(exploring.store, ({ refused }) =>
    refused?.field === field ? refused.reason : null,
  );
  return (
    <p id={id} className="explore-refusal" role="alert">
      {reason}
    </p>
  );
}
