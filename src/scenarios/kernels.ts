import type { Actor } from '../base/actor';
import {
  type ClusterCall,
  type ClusterMessage,
  isAgreement,
  isOfLibrary,
  type ServerState,
} from '../check/cluster';
import { type ClerkState, clerkActor, identityOfKv, kvServer, multiKvServer } from '../kv';
import * as basic from '../protocol/basic';
import * as multi from '../protocol/multi';
import { createKernel, type Kernel } from '../sim/kernel';
import type { Post } from '../sim/network';
import type { Cluster } from './format';

export type ClusterKernel = Kernel<ServerState, ClusterMessage, ClusterCall, ClerkState>;

const post: Post<ClusterMessage> = {
  identityOf(message) {
    if (!isAgreement(message)) return identityOfKv(message);
    return isOfLibrary(message) ? basic.identityOf(message) : multi.identityOf(message);
  },
  isReply(message) {
    if (!isAgreement(message)) return message.kind === 'reply';
    return isOfLibrary(message) ? basic.isReply(message) : multi.isReply(message);
  },
};

// A server's state, messages and calls always belong to its actor: the types of all kinds of cluster are one union here.
type ServerActor = Actor<ServerState, ClusterMessage, ClusterCall>;
type ClerkActor = Actor<ClerkState, ClusterMessage, ClusterCall>;

function kernelOf(server: unknown, asksAll = false): ClusterKernel {
  const clerk = clerkActor(asksAll) as unknown as ClerkActor;
  return createKernel(server as ServerActor, post, clerk);
}

/** Peers of the library, and nobody above them. */
export const paxosKernel = kernelOf(basic.paxosPeer);

/** Peers with a replica above each, and clerks. */
const kvKernel = kernelOf(kvServer);

/** The kernel that brings a cluster to life: its protocol, and the service above it when it has clerks. */
export function kernelFor({ protocol, clerks, ...cluster }: Cluster): ClusterKernel {
  if (protocol === 'basic') return clerks > 0 ? kvKernel : paxosKernel;
  const { preemption, toSelf } = cluster;
  const broken = multi.BROKEN_RULES.filter((rule) => cluster.broken.includes(rule));
  const settings: multi.Settings = { preemption, toSelf, broken };
  if (clerks === 0) return kernelOf(multi.multiPeer(settings));
  // Only the leader answers, so clerks ask everybody.
  return kernelOf(multiKvServer(settings), true);
}
