import { Dialog } from '../shared/Dialog';
import { KEY_HELP } from '../shared/keyHelp';
import { RunHash } from './RunHash';

/** What the page is, and its keys. */
export function Help({ onClose }: { onClose(): void }) {
  return (
    <Dialog title="Paxos you can hold" onClose={onClose}>
      <p>
        Every server is proposer, acceptor and learner. Click a message under way to drop it, click
        a server to kill or restart it; hold Shift to select instead. Whatever you do can be undone,
        and time runs both ways.
      </p>
      <ul className="help-words">
        <li>
          <b>Promised</b>: an acceptor takes part in nothing lower any more.
        </li>
        <li>
          <b>Accepted</b>: an acceptor voted for a value at a ballot; it may vote otherwise later,
          at a higher one.
        </li>
        <li>
          <b>Chosen ★</b>: a majority accepted the same ballot and value. A fact; no server can see
          it.
        </li>
        <li>
          <b>Decided ✓</b>: this server knows that the value is chosen.
        </li>
      </ul>
      <table className="help-keys">
        <caption className="visually-hidden">Keys</caption>
        <tbody>
          {KEY_HELP.map(([keys, what]) => (
            <tr key={keys}>
              <th scope="row">
                <kbd>{keys}</kbd>
              </th>
              <td>{what}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <RunHash />
    </Dialog>
  );
}
