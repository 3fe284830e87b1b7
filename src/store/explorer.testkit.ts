import type {
  ExploreRequest,
  Explorer,
  Finding,
  Listener,
  Progress,
} from '../scenarios/explore/contract';

/** An explorer whose search goes as a test says. */
export function explorerOfHand() {
  const asked: { request: ExploreRequest; listener: Listener }[] = [];
  let stops = 0;
  const latest = () => {
    const last = asked[asked.length - 1];
    if (!last) throw new Error('nothing was asked');
    return last;
  };
  const explorer: Explorer = {
    explore: (request, listener) => void asked.push({ request, listener }),
    stop: () => void stops++,
  };
  return { explorer, asked, latest, stops: () => stops };
}

export function progress(known: Partial<Progress> = {}): Progress {
  return {
    phase: 'breadth',
    states: 12_345,
    transitions: 45_678,
    depth: 9,
    seconds: 1.5,
    ...known,
  };
}

export function finding(known: Partial<Finding>): Finding {
  return { ...progress(), verdict: 'exhausted', bytes: 1_000_000, collision: 1e-12, ...known };
}
