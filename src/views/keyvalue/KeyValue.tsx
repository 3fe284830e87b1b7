import { Region } from '../shared/Region';
import { CallBar } from './CallBar';
import { ClerkList } from './ClerkList';
import { ReplicaTable } from './ReplicaTable';
import './keyvalue.css';

/** The service above the log: each replica's map and how far it has applied, and what the clerks wait for. */
export function KeyValue() {
  return (
    <Region name="Key/value">
      <div className="kv">
        <ReplicaTable />
        <ClerkList />
        <CallBar />
      </div>
    </Region>
  );
}
