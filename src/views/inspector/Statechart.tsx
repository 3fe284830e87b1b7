import { useState } from 'react';
import type { Chart, ChartTransition } from '../../store/statecharts';
import { type ChartEdge, type ChartLayout, layOut, NODE } from './chartLayout';
import { edgeEvents, edgeName, transitionWords } from './chartWords';

interface StatechartProps {
  readonly chart: Chart;
  /** Null while there is no such role: the server is down. */
  readonly state: string | null;
  /** What the present event made the role do. */
  readonly taken: readonly ChartTransition[];
  /** What a server of this cluster can do; the rest of the machine is drawn faintly. */
  readonly used: ReadonlySet<ChartTransition>;
}

const layouts = new WeakMap<Chart, ChartLayout>();

/** A role's machine as it is written, with the present state lit and the transition just taken. */
export function Statechart({ chart, state, taken, used }: StatechartProps) {
  const [pointed, setPointed] = useState<string | null>(null);
  const layout = layouts.get(chart) ?? layOut(chart);
  layouts.set(chart, layout);
  const { width, height, nodes, edges } = layout;
  const shown = edges.find(({ id }) => id === pointed);
  const isTaken = (edge: ChartEdge) =>
    edge.transitions.some((transition) => taken.includes(transition));
  const isUsed = (edge: ChartEdge) => edge.transitions.some((transition) => used.has(transition));
  const isReachable = (name: string) =>
    name === chart.initial || edges.some((edge) => edge.to === name && isUsed(edge));
  // Later is on top: what matters now is drawn last.
  const ordered = edges.toSorted((a, b) => weight(a) - weight(b));

  function weight(edge: ChartEdge): number {
    return (isTaken(edge) ? 2 : 0) + (edge.from === state ? 1 : 0);
  }

  return (
    <div className="chart">
      {/* biome-ignore lint/a11y/useSemanticElements: a picture with parts that can be pointed at */}
      <svg
        viewBox={`0 0 ${width} ${height}`}
        role="group"
        aria-label={`Statechart of the ${chart.role}${state ? `, now ${state}` : ''}`}
      >
        {ordered.map((edge) => (
          // biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: an arrow is looked at; the focus only asks what it means
          <g
            key={edge.id}
            role="img"
            aria-label={edgeName(edge)}
            className="chart-edge"
            tabIndex={edge.from === state ? 0 : -1}
            data-present={edge.from === state || undefined}
            data-taken={isTaken(edge) || undefined}
            data-unused={!isUsed(edge) || undefined}
            onPointerEnter={() => setPointed(edge.id)}
            onPointerLeave={() => setPointed(null)}
            onFocus={() => setPointed(edge.id)}
            onBlur={() => setPointed(null)}
          >
            <path className="chart-hit" d={edge.path} />
            <path className="chart-line" d={edge.path} />
            <path
              className="chart-tip"
              d="M0 0L-7 -3.5L-7 3.5Z"
              transform={`translate(${edge.tip.x} ${edge.tip.y}) rotate(${edge.tip.angle})`}
            />
          </g>
        ))}
        {nodes.map(({ state: name, x, y }) => (
          <g
            key={name}
            className="chart-node"
            data-present={name === state || undefined}
            data-unused={!isReachable(name) || undefined}
          >
            <rect
              x={x - NODE.width / 2}
              y={y - NODE.height / 2}
              width={NODE.width}
              height={NODE.height}
              rx={NODE.height / 2}
            />
            <text x={x} y={y}>
              {name}
            </text>
          </g>
        ))}
        {ordered
          .filter((edge) => edge.from === state && edge.from !== edge.to && isUsed(edge))
          .map((edge) => (
            <text key={edge.id} className="chart-label" x={edge.label.x} y={edge.label.y}>
              {edgeEvents(edge.transitions.filter((transition) => used.has(transition)))}
            </text>
          ))}
      </svg>
      <div className="chart-words">
        {taken.length > 0 ? (
          timesTaken(taken).map(([transition, times]) => (
            <p key={transition.id} className="chart-taken">
              {transitionWords(transition)}
              {times > 1 && ` × ${times}`}
            </p>
          ))
        ) : (
          <p>
            {state === null
              ? 'The server is down.'
              : `This event did nothing here: still ${state}.`}
          </p>
        )}
        {shown && (
          <div className="chart-pointed">
            <p>{shown.from === shown.to ? `stays ${shown.from}` : `${shown.from} → ${shown.to}`}</p>
            {shown.transitions.map((transition) => (
              <p key={transition.id} data-unused={!used.has(transition) || undefined}>
                {transitionWords(transition)}
              </p>
            ))}
          </div>
        )}
      </div>
    </div>
  );
}

/** One event may take one transition several times: once for every slot that a leader takes over. */
function timesTaken(taken: readonly ChartTransition[]) {
  const times = new Map<ChartTransition, number>();
  for (const transition of taken) times.set(transition, (times.get(transition) ?? 0) + 1);
  return [...times];
}
