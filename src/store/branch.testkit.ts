import { decodeScenario } from '../scenarios/format';
import { createRun } from '../scenarios/run';
import { type Branch, createBranch } from './branch';

/** The branch of a script that has run to its end; three servers with a leader, and messages moved by hand, unless told otherwise. */
export function played(script: readonly unknown[], cluster: object = {}, most = 2000): Branch {
  const told = { protocol: 'multi', peers: 3, delivery: 'manual', ...cluster };
  const file = { format: 'paxoscope/1', title: 'A test', cluster: told, script };
  const decoded = decodeScenario(JSON.stringify(file));
  if (!decoded.ok) throw new Error(`${decoded.pointer}: ${decoded.reason}`);
  const branch = createBranch(createRun(decoded.scenario));
  for (let i = 0; i < most && !branch.run.isThrough(branch.moment); i++)
    if (!branch.forward()) break;
  const { failure } = branch.moment.cue;
  if (failure) throw new Error(JSON.stringify(failure));
  return branch;
}
