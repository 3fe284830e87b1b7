import { useMemo, useState } from 'react';
import type { Moment } from '../../scenarios/run';
import {
  type BranchCourse,
  compareMaps,
  comparePositions,
  courseOf,
  depthAtTime,
  messagesApart,
  mostTelling,
} from '../../store/branchComparison';
import type { BranchView } from '../../store/branching';
import { protocolWords } from '../../store/protocolWords';
import type { Session } from '../../store/session';
import { inMs } from '../shared/inMs';
import { useVerbs } from '../shared/useSession';
import { BranchTimeline } from './BranchTimeline';
import { Costs } from './Costs';
import { LogTable } from './LogTable';
import { MapTable } from './MapTable';
import { TimeChoice } from './TimeChoice';

/** One side of the comparison at the chosen time. */
export interface Side {
  readonly name: string;
  readonly course: BranchCourse;
  readonly depth: number;
  readonly moment: Moment;
}

/** So many columns of the log stand beside each other. */
const MOST_POSITIONS = 10;

/** Two branches at one virtual time: what was chosen, what servers hold, what it took, and how it went. */
export function Comparison({ shown, other }: { shown: BranchView; other: BranchView }) {
  const session = useVerbs();
  const read = useMemo(() => readBoth(session, shown.id, other.id), [session, shown.id, other.id]);
  const { courses, fork, times } = read;
  const [time, setTime] = useState(times.end);
  const sideOf = (course: BranchCourse, name: string): Side => {
    const depth = depthAtTime(course, time, fork);
    return { name, course, depth, moment: course.momentAt(depth) };
  };
  const sides = [sideOf(courses[0], shown.name), sideOf(courses[1], other.name)] as const;
  const [a, b] = [sides[0].moment, sides[1].moment];
  const positions = comparePositions(a, b);
  const maps = compareMaps(a, b);
  return (
    <div className="apart">
      <p>
        Both went the same way up to event {fork}. {actsSince(session, [shown, other], fork)}
      </p>
      <TimeChoice time={time} times={times} onTime={setTime} />
      <p className="apart-key">
        <b>≠</b> marks what differs. {summaryOf(positions, protocolWords(a.protocol).position)}
      </p>
      <Costs sides={sides} />
      <div className="apart-sides">
        {sides.map((side, i) => (
          <section key={side.course === courses[0] ? 'shown' : 'other'} aria-label={side.name}>
            <h3>
              <span className="apart-name">{side.name}</span>
              {i === 0 && <span className="branches-this">shown</span>}
            </h3>
            <p className="apart-key">{standsAt(side)}</p>
            <LogTable
              side={side}
              which={i === 0 ? 'a' : 'b'}
              positions={mostTelling(positions, MOST_POSITIONS)}
            />
            <MapTable which={i === 0 ? 'a' : 'b'} maps={maps} />
          </section>
        ))}
      </div>
      <h3>How it went</h3>
      <p className="apart-key">
        Time is the same in both. Grey is what went the same way, in full what did not.
      </p>
      {sides.map((side, i) => (
        <BranchTimeline
          key={side.course === courses[0] ? 'shown' : 'other'}
          side={side}
          apart={read.apart[i] ?? []}
          times={times}
          time={time}
        />
      ))}
    </div>
  );
}

function readBoth(session: Session, shown: number, other: number) {
  const courses = [shown, other].map((id) => {
    const reading = session.readBranch(id);
    if (!reading) throw new Error(`there is no branch ${id}`);
    return courseOf(reading);
  }) as [BranchCourse, BranchCourse];
  const fork = session.sharedDepth(shown, other);
  const ends = courses.map((course) => course.timeAt(course.length));
  const times = { fork: courses[0].timeAt(fork), end: Math.max(...ends), ends };
  const until = Math.min(...ends);
  const [one, two] = courses.map(({ trace }) => trace.messages) as [
    BranchCourse['trace']['messages'],
    BranchCourse['trace']['messages'],
  ];
  const apart = [messagesApart(one, two, until), messagesApart(two, one, until)];
  return { courses, fork, times, apart };
}

/** What was done on each of the two since they parted, branch by branch down to it. */
function actsSince(session: Session, pair: readonly BranchView[], fork: number): string {
  const { branches } = session.store.getState();
  const actsOf = (branch: BranchView | undefined): string[] => {
    if (!branch?.by || branch.forkDepth < fork) return [];
    return [...actsOf(branches.find(({ id }) => id === branch.parent)), branch.by];
  };
  return pair
    .map((branch) => ({ name: branch.name, acts: actsOf(branch) }))
    .filter(({ acts }) => acts.length > 0)
    .map(({ name, acts }) => `In ${name}: ${acts.join(' ')}`)
    .join(' ');
}

/** "event 237 of 237, 17 750 ms: its end". */
function standsAt({ course, depth }: Side): string {
  const end = depth === course.length ? ': its end' : '';
  return `event ${depth} of ${course.length}, ${inMs(course.timeAt(depth))}${end}`;
}

function summaryOf(positions: ReturnType<typeof comparePositions>, position: string): string {
  const count = positions.filter(({ differs }) => differs).length;
  const all = positions.length;
  const words = all === 1 ? position : `${position}s`;
  if (all === 0) return 'Nothing is known anywhere yet.';
  if (count === 0) return `Nothing differs in ${all} ${words}.`;
  const cut = all > MOST_POSITIONS ? ' The others are left out.' : '';
  const most = count > MOST_POSITIONS ? ` The first ${MOST_POSITIONS} of them are shown.` : cut;
  return `${count} of ${all} ${words} ${count === 1 ? 'differs' : 'differ'}.${most}`;
}
