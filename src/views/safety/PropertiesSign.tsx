import { useSession } from '../shared/useSession';
import { Lamp } from './Lamp';

/** The name of the tab with a lamp: it says that something is broken while another tab is open. */
export function PropertiesSign({ name }: { name: string }) {
  const broken = useSession(({ moment }) => moment.violations.length);
  return (
    <span className="safety-sign">
      <Lamp state={broken > 0 ? 'broken' : 'holds'} />
      {name}
      {broken > 0 && <span className="visually-hidden">, {broken} broken</span>}
    </span>
  );
}
