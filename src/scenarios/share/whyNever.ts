import { type Address, CLERK_BASE, nameOf } from '../../base/address';
import type { ClusterCall } from '../../check/cluster';
import type { QueuedCall } from '../../kv';
import { isWrongRule } from '../bugLab';
import type { Cluster } from '../format';
import type { ClusterHappening } from './deviations';

/** Why this can never happen in such a cluster, whatever the moment; null when it can. */
export function whyNever(happening: ClusterHappening, cluster: Cluster): string | null {
  switch (happening.type) {
    case 'fire':
      return whyNobody([happening.node], cluster);
    case 'call':
      return whyNobody([happening.node], cluster) ?? whyNoCall(happening, cluster);
    case 'crash':
    case 'restart':
    case 'pause':
    case 'resume':
      return whyNoServer([happening.node], cluster);
    case 'partition':
      return whyNobody(happening.groups.flat(), cluster) ?? whyTwice(happening.groups.flat());
    case 'deaf':
    case 'hear':
      return whyNoServer(happening.nodes, cluster);
    case 'cut':
    case 'mend': {
      const { from, to } = happening.link;
      if (from === to) return `${nameOf(from)} has no link to itself`;
      return whyNobody([from, to], cluster);
    }
    case 'rules': {
      const unknown = happening.broken.find((rule) => !isWrongRule(cluster.protocol, rule));
      return unknown === undefined ? null : `there is no wrong rule "${unknown}"`;
    }
    default:
      return null;
  }
}

function whyNobody(addresses: readonly Address[], { peers, clerks }: Cluster): string | null {
  const isThere = (address: Address) =>
    address > CLERK_BASE ? address - CLERK_BASE <= clerks : address >= 1 && address <= peers;
  const missing = addresses.find((address) => !isThere(address));
  return missing === undefined ? null : `there is no ${nameOf(missing)}`;
}

function whyTwice(addresses: readonly Address[]): string | null {
  const twice = addresses.find((address, i) => addresses.indexOf(address) < i);
  return twice === undefined ? null : `${nameOf(twice)} stands in two groups`;
}

function whyNoServer(addresses: readonly Address[], cluster: Cluster): string | null {
  const clerk = addresses.find((address) => address > CLERK_BASE);
  return clerk === undefined ? whyNobody(addresses, cluster) : `${nameOf(clerk)} is no server`;
}

function whyNoCall(
  { node, request }: { readonly node: Address; readonly request: ClusterCall },
  cluster: Cluster,
): string | null {
  const known = node > CLERK_BASE ? CALLS_OF_CLERKS : CALLS_OF_SERVERS[cluster.protocol];
  if (!known.includes(request.type)) return `nobody can call ${request.type} at ${nameOf(node)}`;
  return whyNoServer(
    callsIn(request).flatMap(({ servers }) => servers),
    cluster,
  );
}

const CALLS_OF_CLERKS: readonly ClusterCall['type'][] = ['call', 'workload'];
const CALLS_OF_SERVERS: Readonly<Record<Cluster['protocol'], readonly ClusterCall['type'][]>> = {
  basic: ['start', 'done'],
  multi: ['propose'],
  pmmc: ['propose'],
};

function callsIn(request: ClusterCall): readonly QueuedCall[] {
  if (request.type === 'call') return [request.call];
  return request.type === 'workload' ? request.calls : [];
}
