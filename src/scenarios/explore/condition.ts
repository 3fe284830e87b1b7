import { type Cluster, type Condition, decodeScenario } from '../format';

export type ReadCondition =
  | { readonly condition: Condition }
  /** Why not, for a person; `place` within the condition, empty for the whole of it. */
  | { readonly place: string; readonly reason: string };

/** What a state does not tell: it would take a count, a clock or a look at the steps to know. */
const OF_THE_WAY = ['sent', 'waited', 'safe', 'violated'] as const;

/**
 * A condition as it stands behind `expect` in a scenario file, from a text that somebody typed; judged by the format's own
 * schema, so that it says the same here and there.
 */
export function readCondition(text: string, cluster: Cluster): ReadCondition {
  const { protocol, peers, clerks } = cluster;
  const isJson = parses(text);
  if (isJson !== null) return { place: '', reason: isJson };
  const head = JSON.stringify({ protocol, peers, clerks });
  const decoded = decodeScenario(
    `{"format":"paxoscope/1","title":"A condition","cluster":${head},"script":[{"expect":${text}}]}`,
  );
  if (!decoded.ok) {
    const place = decoded.pointer.replace(/^\/script\/0(\/expect)?/, '');
    return { place, reason: decoded.reason };
  }
  const step = decoded.scenario.script[0];
  if (step?.verb !== 'expect') return { place: '', reason: 'expected one condition' };
  if (isViolation(step.arg)) return { condition: step.arg };
  const counted = OF_THE_WAY.find((key) => speaksOf(step.arg, key));
  if (counted)
    return {
      place: '',
      reason: `"${counted}" is about the way to a state; a search looks at states alone`,
    };
  return { condition: step.arg };
}

/** A broken property and nothing else: steps are judged, so this can be searched for. */
export function isViolation(condition: Condition): condition is { readonly violated: string } {
  return condition.violated !== undefined && Object.keys(condition).length === 1;
}

/** Null for JSON; else what the reader of JSON says. */
function parses(text: string): string | null {
  try {
    JSON.parse(text);
    return null;
  } catch (error) {
    return `this is not JSON: ${error instanceof Error ? error.message : String(error)}`;
  }
}

function speaksOf(condition: Condition, key: keyof Condition): boolean {
  const { all = [], any = [], not } = condition;
  const inner = [...all, ...any, ...(not ? [not] : [])];
  return condition[key] !== undefined || inner.some((part) => speaksOf(part, key));
}
