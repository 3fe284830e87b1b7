import type { Actor } from '../base/actor';
import {
  type ClusterCall,
  type ClusterMessage,
  isAgreement,
  isOfLibrary,
  type ServerState,
} from '../check/cluster';
import {
  type ClerkState,
  clerkActor,
  identityOfKv,
  KV_WRONG_RULES,
  kvServer,
  multiKvServer,
  SERVICE_WRONG_RULES,
  wrongKvServer,
  wrongMultiKvServer,
} from '../kv';
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

function kernelOf(
  server: unknown,
  asksAll = false,
  wrongServer?: (broken: readonly string[]) => unknown,
): ClusterKernel {
  const clerk = clerkActor(asksAll) as unknown as ClerkActor;
  const wrong =
    wrongServer && remembering((broken) => ({ server: wrongServer(broken) as ServerActor }));
  return createKernel(server as ServerActor, post, clerk, wrong);
}

/** Actors are made once for each list of wrong rules. */
function remembering<T>(make: (broken: readonly string[]) => T): (broken: readonly string[]) => T {
  const made = new Map<string, T>();
  return (broken) => {
    const key = broken.join(' ');
    let found = made.get(key);
    if (found === undefined) {
      found = make(broken);
      made.set(key, found);
    }
    return found;
  };
}

/** Peers of the library, and nobody above them. */
export const paxosKernel = kernelOf(basic.paxosPeer, false, (broken) =>
  basic.wrongPaxosPeer(among(basic.BASIC_WRONG_RULES)(broken)),
);

/** Peers with a replica above each, and clerks. */
const kvKernel = kernelOf(kvServer, false, (broken) =>
  wrongKvServer(among(basic.BASIC_WRONG_RULES)(broken), among(KV_WRONG_RULES)(broken)),
);

/** The kernel that brings a cluster to life: its protocol, and the service above it when it has clerks. */
export function kernelFor({ protocol, clerks, ...cluster }: Cluster): ClusterKernel {
  if (protocol === 'basic') return clerks > 0 ? kvKernel : paxosKernel;
  const { preemption, toSelf } = cluster;
  const settings: multi.Settings = { preemption, toSelf };
  const wrongMulti = among(multi.MULTI_WRONG_RULES);
  if (clerks === 0)
    return kernelOf(multi.multiPeer(settings), false, (broken) =>
      multi.wrongMultiPeer(settings, wrongMulti(broken)),
    );
  const wrongService = among(SERVICE_WRONG_RULES);
  // Only the leader answers, so clerks ask everybody.
  return kernelOf(multiKvServer(settings), true, (broken) =>
    wrongMultiKvServer(settings, wrongMulti(broken), wrongService(broken)),
  );
}

/** The rules of a catalogue that bear one of these names. */
const among =
  <R extends { readonly id: string }>(rules: readonly R[]) =>
  (names: readonly string[]): readonly R[] =>
    rules.filter(({ id }) => names.includes(id));
