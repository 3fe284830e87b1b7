import type { MessageKindName } from './kinds';

/** "S1" to "S9". */
export type PeerName = string;
/** "C1" to "C30". */
export type ClerkName = string;
/** A peer's or a clerk's name. */
export type ProcessName = string;

export interface Network {
  /** Least and most milliseconds. */
  readonly delay: readonly [number, number];
  readonly loss: number;
  readonly replyLoss: number;
  readonly duplicate: number;
}

export interface Cluster {
  readonly protocol: 'basic' | 'multi' | 'pmmc';
  readonly peers: number;
  readonly clerks: number;
  readonly seed: number;
  readonly delivery: 'auto' | 'manual';
  readonly network: Network;
  readonly storage: 'durable' | 'volatile';
  readonly timers: Readonly<Record<string, number>>;
  readonly broken: readonly string[];
  /** What a leader or a candidate does when it sees a higher ballot (multi). */
  readonly preemption: 'wait' | 'retry' | 'backoff';
  /** Whether what a server says to itself is a function call, or travels as a message (multi). */
  readonly toSelf: 'call' | 'message';
}

/** Every bound that is given must hold. */
export interface NumberTest {
  readonly is?: number;
  readonly atLeast?: number;
  readonly atMost?: number;
}

export interface Match {
  readonly kind?: MessageKindName;
  readonly from?: ProcessName;
  readonly to?: ProcessName;
  readonly seq?: number;
  /** "2.S3" */
  readonly ballot?: string;
  /** From 1, oldest first. */
  readonly nth: number;
}

/** The values that are allowed, as texts; null stands for "none" (no-op, absent key). */
export type Allowed = readonly (string | null)[];

/** Every key in it must hold; at least one is there. */
export interface Condition {
  readonly decided?: {
    readonly seq: number;
    readonly peers: NumberTest;
    readonly allowed?: Allowed;
  };
  readonly status?: {
    readonly peer: PeerName;
    readonly seq: number;
    readonly is: 'decided' | 'pending' | 'forgotten';
    readonly allowed?: Allowed;
  };
  readonly min?: PeerNumber;
  readonly max?: PeerNumber;
  readonly slot?: {
    readonly peer: PeerName;
    readonly slot: number;
    readonly is: 'empty' | 'accepted' | 'chosen' | 'cleared';
    readonly allowed?: Allowed;
  };
  readonly hole?: { readonly peer: PeerName; readonly slot: number };
  readonly leader?: PeerName | null;
  readonly executed?: PeerNumber;
  readonly kv?: { readonly peer: PeerName; readonly key: string; readonly allowed: Allowed };
  /** No `nth`: the clerk's last call. */
  readonly result?: { readonly clerk: ClerkName; readonly nth?: number; readonly allowed: Allowed };
  readonly waiting?: { readonly clerk: ClerkName; readonly value: boolean };
  readonly sent?: {
    /** Counted together; absent: every kind. */
    readonly kinds?: readonly MessageKindName[];
    readonly from?: ProcessName;
    /** Counted together; absent: every receiver. */
    readonly to?: readonly ProcessName[];
    readonly seq?: number;
    readonly count: NumberTest;
  };
  readonly records?: PeerNumber;
  readonly bytes?: { readonly peers: readonly PeerName[]; readonly test: NumberTest };
  /** No clerk: the longest wait of any. Milliseconds. */
  readonly waited?: { readonly clerk?: ClerkName; readonly test: NumberTest };
  /** True: of all clerks. */
  readonly sameResults?: true | readonly ClerkName[];
  readonly appended?: { readonly key: string };
  readonly safe?: boolean;
  readonly violated?: string;
  readonly linearizable?: boolean;
  readonly all?: readonly Condition[];
  readonly any?: readonly Condition[];
  readonly not?: Condition;
}

export interface PeerNumber {
  readonly peer: PeerName;
  readonly test: NumberTest;
}

/** What a crash or a comeback does to the disk; absent: what the cluster's storage says. */
export interface PeerStorage {
  readonly peer: PeerName;
  readonly storage?: 'kept' | 'lost';
}

/** One call of a workload: as in `call`, of the workload's clerk. */
export type WorkloadCall = Omit<Args['call'], 'clerk' | 'wait'>;

/** The argument of every verb. */
export interface Args {
  readonly start: { readonly peer: PeerName; readonly seq: number; readonly value: string };
  readonly done: { readonly peer: PeerName; readonly seq: number };
  readonly call: {
    readonly clerk: ClerkName;
    readonly op: 'get' | 'put' | 'append';
    readonly key: string;
    /** There for put and append, absent for get. */
    readonly value?: string;
    /** The servers it knows, in the order it tries them; absent: all. */
    readonly to?: readonly PeerName[];
    /** How long its client thinks before it, when it has to wait in line. */
    readonly pause?: number;
    readonly wait?: number;
  };
  /** The clerk makes them one after the other, each after the answer to the one before. */
  readonly workload: { readonly clerk: ClerkName; readonly calls: readonly WorkloadCall[] };
  readonly propose: { readonly peer: PeerName; readonly value: string };
  readonly kill: PeerStorage;
  readonly restart: PeerStorage;
  readonly pause: { readonly peer: PeerName };
  readonly resume: { readonly peer: PeerName };
  readonly partition: { readonly groups: readonly (readonly ProcessName[])[] };
  readonly heal: Record<never, never>;
  readonly deaf: { readonly peers: readonly PeerName[] };
  readonly hear: { readonly peers: readonly PeerName[] };
  readonly cut: { readonly from: ProcessName; readonly to: ProcessName };
  readonly mend: { readonly from: ProcessName; readonly to: ProcessName };
  /** What is not named stays as it was. */
  readonly network: Partial<Network>;
  /** Ids of the bug lab's rules that are wrong from here on; all others are right. */
  readonly broken: { readonly rules: readonly string[] };
  readonly drop: Match;
  readonly deliver: Match;
  readonly duplicate: Match;
  readonly hold: Match;
  readonly release: Match;
  readonly fire: { readonly peer: ProcessName; readonly timer: string };
  readonly reconfigure: { readonly peers: readonly PeerName[] };
  /** Lets time pass, or that many events happen. */
  readonly run: { readonly ms: number } | { readonly events: number };
  readonly note: { readonly text: string };
  readonly until: { readonly when: Condition; readonly within: number };
  readonly expect: Condition;
  readonly never: Condition;
  readonly say: { readonly text: string };
  /** `answer` is the place of the right option, from 0. */
  readonly ask: {
    readonly question: string;
    readonly options: readonly string[];
    readonly answer: number;
    readonly because: string;
  };
}

export type Verb = keyof Args;

export interface StepOf<V extends Verb> {
  readonly verb: V;
  /** Virtual time runs to this moment first. */
  readonly at?: number;
  readonly arg: Args[V];
}

/** One step of the unrolled script, told apart by its verb. */
export type Step = { [V in Verb]: StepOf<V> }[Verb];

export interface Playback {
  /** Virtual seconds per real second that the page starts with. */
  readonly speed: number;
  /** What the arrow keys go by: the script's `say` steps, or single events (default). */
  readonly step?: 'beats' | 'events';
}

export interface Scenario {
  readonly title: string;
  readonly summary?: string;
  readonly cluster: Cluster;
  /** Unrolled: no repeats are left. */
  readonly script: readonly Step[];
  /** For each step the place in the file it came from, as a JSON pointer. */
  readonly origin: readonly string[];
  readonly playback?: Playback;
}
