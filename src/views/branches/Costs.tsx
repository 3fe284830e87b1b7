import { costsAt } from '../../store/branchComparison';
import { spaced } from '../../store/words';
import { inMs } from '../shared/inMs';
import type { Side } from './Comparison';
import { Differs } from './Differs';

/** What each branch has taken so far. */
export function Costs({ sides }: { sides: readonly [Side, Side] }) {
  const [a, b] = sides.map(({ course, depth }) => costsAt(course, depth)) as [Cost, Cost];
  const hasCalls = a.calls + b.calls > 0;
  return (
    <table className="apart-costs">
      <thead>
        <tr>
          <td />
          {sides.map(({ name }, i) => (
            <th key={i === 0 ? 'shown' : 'other'} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        <Row name="Messages between servers" a={spaced(a.messages)} b={spaced(b.messages)} />
        <Row name="Commands decided" a={spaced(a.commands)} b={spaced(b.commands)} />
        {hasCalls && <Row name="Commands answered" a={answers(a)} b={answers(b)} />}
        <Row name="Time of the last event" a={inMs(a.time)} b={inMs(b.time)} />
      </tbody>
    </table>
  );
}

type Cost = ReturnType<typeof costsAt>;

const answers = ({ answered, calls }: Cost) => `${answered} of ${calls}`;

function Row({ name, a, b }: { name: string; a: string; b: string }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{a}</td>
      <td>
        {b} {a !== b && <Differs />}
      </td>
    </tr>
  );
}
