import { memo } from 'react';
import type { RuleChange } from '../../store/trace';
import { rulesSentence } from '../../store/wrongRules';
import { useSession } from '../shared/useSession';
import { xOf } from './timeScale';
import type { Layer } from './useTimeline';

/** The moments from which on other rules are wrong on purpose, through all lanes. A click selects the event. */
export const RuleChanges = memo(function RuleChanges({ lanes, frame }: Layer) {
  const rules = useSession((state) => state.trace.rules);
  const depth = useSession((state) => state.depth);
  const protocol = useSession(({ moment }) => moment.protocol);
  const seen = rules.filter((change) => change.depth <= depth && isIn(change, frame));
  return (
    <g className="tl-rules">
      {seen.map((change) => (
        <g
          key={change.depth}
          className="tl-rule-change"
          // The beginning is no event.
          data-depth={change.depth > 0 ? change.depth : undefined}
          data-right={change.broken.length === 0 || undefined}
          transform={`translate(${xOf(frame.scale, change.at)})`}
        >
          <line y2={lanes.bottom} />
          <g className="tl-upright">
            <title>{rulesSentence(protocol, before(rules, change), change.broken)}</title>
            <g transform={`translate(0 ${9 * lanes.type}) scale(${lanes.type})`}>
              <circle r={9} />
              <path d={BUG} />
            </g>
          </g>
        </g>
      ))}
    </g>
  );
});

/** A body with six legs. */
const BUG =
  'M-2.6 -1.6a2.6 2.6 0 0 1 5.2 0v3a2.6 2.6 0 0 1 -5.2 0zM-2.6 -1.8l-2.6 -1.6M2.6 -1.8l2.6 -1.6M-2.6 0.4h-3M2.6 0.4h3M-2.4 2.4l-2.4 1.8M2.4 2.4l2.4 1.8';

const isIn = ({ at }: RuleChange, { from, to }: Layer['frame']): boolean => at >= from && at <= to;

function before(rules: readonly RuleChange[], change: RuleChange): readonly string[] {
  return rules[rules.indexOf(change) - 1]?.broken ?? [];
}
