import { useSession } from '../shared/useSession';
import { BreakpointForm } from './BreakpointForm';
import { DoneForm } from './DoneForm';
import { GoToForm } from './GoToForm';
import { PartitionForm } from './PartitionForm';
import { ProposeForm } from './ProposeForm';
import { StartForm } from './StartForm';
import { WeatherForm } from './WeatherForm';
import { WorkloadForm } from './WorkloadForm';

/** The form that is open, if any. */
export function Forms() {
  const form = useSession((state) => state.form);
  switch (form?.kind) {
    case 'start':
      return <StartForm server={form.server} />;
    case 'done':
      return <DoneForm server={form.server} />;
    case 'propose':
      return <ProposeForm server={form.server} />;
    case 'partition':
      return <PartitionForm />;
    case 'goTo':
      return <GoToForm />;
    case 'breakpoint':
      return <BreakpointForm />;
    case 'weather':
      return <WeatherForm />;
    case 'workload':
      return <WorkloadForm />;
    default:
      return null;
  }
}
