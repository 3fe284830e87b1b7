import type { Chart, ChartTransition } from '../../store/statecharts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A state; `x` and `y` are its middle. */
export interface ChartNode extends Point {
  readonly state: string;
}

/** All transitions from one state to one other, or to itself, drawn as one line. */
export interface ChartEdge {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly path: string;
  /** The tip of the arrow, and where it points, in degrees. */
  readonly tip: Point & { readonly angle: number };
  readonly label: Point;
  readonly transitions: readonly ChartTransition[];
}

export interface ChartLayout {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly ChartNode[];
  readonly edges: readonly ChartEdge[];
}

export const NODE = { width: 84, height: 26 } as const;

const WIDTH = 280;
const LEFT = 62;
const RIGHT = 208;
const TOP = 18;
const ROW = 58;
/** Half the distance between two arrows that go to and fro. */
const APART = 6;
/** Where along a line its label stands: off the middle, where lines cross. */
const LABEL_AT = 0.42;

type Place = readonly [column: 0 | 1, row: number];

/** Places by hand, column and row, for the states we know, by protocol and role. */
const PLACES: Readonly<Record<string, Readonly<Record<string, Place>>>> = {
  'basic proposer': {
    idle: [0, 0],
    preparing: [0, 1],
    accepting: [0, 2],
    outvoted: [1, 1],
    decided: [1, 2],
  },
  'basic acceptor': { untouched: [0, 0], promised: [0, 1], accepted: [1, 1] },
  'basic learner': { unaware: [0, 0], decided: [1, 0] },
  // Zigzag: no lines cross, and between two rows there is room for what a line is called.
  'multi leader': {
    following: [0, 0],
    electing: [1, 0.8],
    leading: [0, 1.6],
    'backing off': [1, 2.4],
  },
  'multi acceptor': { free: [0, 0], bound: [1, 0] },
  'multi learner': { 'in order': [0, 0], hole: [1, 1] },
};

/** Ways around other states: the corners of a line, which end above the state it leads to. */
const DETOURS: Readonly<Record<string, readonly Point[]>> = {
  'basic proposer idle decided': [
    { x: 273, y: TOP },
    { x: 273, y: TOP + ROW * 1.5 },
    { x: RIGHT + 28, y: TOP + ROW * 1.5 },
  ],
};

/** Where everything of a statechart stands. States that nobody placed are put below the others. */
export function layOut(chart: Chart): ChartLayout {
  const nodes = placeStates(chart);
  const pairs = new Map<string, ChartTransition[]>();
  for (const transition of chart.transitions) {
    const id = `${transition.from} ${transition.to}`;
    pairs.set(id, [...(pairs.get(id) ?? []), transition]);
  }
  const edges = [...pairs].map(([id, transitions]) =>
    edgeOf(nameOfChart(chart), nodes, id, transitions, pairs),
  );
  const lowest = Math.max(...nodes.map(({ y }) => y));
  return { width: WIDTH, height: lowest + TOP, nodes, edges };
}

const nameOfChart = ({ protocol, role }: Chart) => `${protocol} ${role}`;

function placeStates(chart: Chart): ChartNode[] {
  const places = PLACES[nameOfChart(chart)] ?? {};
  const { states } = chart;
  const known = states.filter((state) => places[state]);
  const below = 1 + Math.max(-1, ...known.map((state) => places[state]?.[1] ?? 0));
  let strays = 0;
  return states.map((state) => {
    const [column, row] = places[state] ?? [strays % 2, below + Math.floor(strays++ / 2)];
    return { state, x: column === 0 ? LEFT : RIGHT, y: TOP + row * ROW };
  });
}

function edgeOf(
  chart: string,
  nodes: readonly ChartNode[],
  id: string,
  transitions: readonly ChartTransition[],
  pairs: ReadonlyMap<string, unknown>,
): ChartEdge {
  const [{ from, to }] = transitions as [ChartTransition];
  const a = nodes.find(({ state }) => state === from) as ChartNode;
  const b = nodes.find(({ state }) => state === to) as ChartNode;
  const shared = { id, from, to, transitions };
  if (a === b) return { ...shared, ...loop(a) };
  const detour = DETOURS[`${chart} ${id}`];
  if (detour) return { ...shared, ...around(a, b, detour) };
  return { ...shared, ...straight(a, b, pairs.has(`${to} ${from}`) ? APART : 0) };
}

type Drawn = Pick<ChartEdge, 'path' | 'tip' | 'label'>;

/** A small loop at the outer side of a state. */
function loop({ x, y }: Point): Drawn {
  const side = x < WIDTH / 2 ? -1 : 1;
  const edge = x + (side * NODE.width) / 2;
  const out = edge + side * 20;
  const path = `M${edge} ${y - 6}C${out} ${y - 14} ${out} ${y + 14} ${edge} ${y + 6}`;
  return { path, tip: { x: edge, y: y + 6, angle: side < 0 ? -28 : 208 }, label: { x: out, y } };
}

function straight(a: Point, b: Point, apart: number): Drawn {
  const length = Math.hypot(b.x - a.x, b.y - a.y);
  const unit = { x: (b.x - a.x) / length, y: (b.y - a.y) / length };
  const shift = { x: -unit.y * apart, y: unit.x * apart };
  const start = border(a, unit, shift);
  const end = border(b, { x: -unit.x, y: -unit.y }, shift);
  const angle = (Math.atan2(unit.y, unit.x) * 180) / Math.PI;
  const path = `M${round(start.x)} ${round(start.y)}L${round(end.x)} ${round(end.y)}`;
  const label = {
    x: round(start.x + (end.x - start.x) * LABEL_AT),
    y: round(start.y + (end.y - start.y) * LABEL_AT),
  };
  return { path, tip: { x: round(end.x), y: round(end.y), angle: round(angle) }, label };
}

/** Where a line that leaves a state's middle (shifted) in a direction crosses its border. */
function border(middle: Point, unit: Point, shift: Point): Point {
  const alongX =
    unit.x === 0 ? Infinity : (NODE.width / 2 - Math.sign(unit.x) * shift.x) / Math.abs(unit.x);
  const alongY =
    unit.y === 0 ? Infinity : (NODE.height / 2 - Math.sign(unit.y) * shift.y) / Math.abs(unit.y);
  const along = Math.min(alongX, alongY);
  return { x: middle.x + shift.x + unit.x * along, y: middle.y + shift.y + unit.y * along };
}

/** A line with rounded corners into the upper border of a state one and a half rows further down. */
function around(a: Point, b: Point, corners: readonly Point[]): Drawn {
  const start = { x: a.x + NODE.width / 2, y: a.y };
  const end = { x: corners.at(-1)?.x ?? b.x, y: b.y - NODE.height / 2 };
  const line = [start, ...corners, end];
  const turns = corners.map((corner, i) => {
    const [before, after] = [line[i] as Point, line[i + 2] as Point];
    const [into, out] = [towards(corner, before), towards(corner, after)];
    return `L${into.x} ${into.y}Q${corner.x} ${corner.y} ${out.x} ${out.y}`;
  });
  const path = `M${start.x} ${start.y}${turns.join('')}L${end.x} ${end.y}`;
  return {
    path,
    tip: { ...end, angle: 90 },
    label: { x: (start.x + (corners[0]?.x ?? end.x)) / 2, y: start.y },
  };
}

const CORNER = 9;

function towards(from: Point, to: Point): Point {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const share = Math.min(CORNER, length / 2) / length;
  return { x: round(from.x + (to.x - from.x) * share), y: round(from.y + (to.y - from.y) * share) };
}

const round = (value: number) => Math.round(value * 10) / 10;
