import type { ManagedProcess } from '../../../tools/stack/managed-process.js';
import type { Arena } from '../arena.js';
import type { BenchPolicy } from '../policy.js';
import type { Expected } from '../load/expected.js';

/** A load on its topic, and what it must lead to. */
export interface LoadedTopic {
  readonly name: string;
  readonly namespace: string;
  readonly input: string;
  readonly output: string;
  readonly events: number;
  /** events before those that are measured: they warm the contestant up */
  readonly warmUp: number;
  readonly expected: (policy: BenchPolicy) => Expected;
}

export interface Heat {
  readonly arena: Arena;
  readonly load: LoadedTopic;
  readonly policy: BenchPolicy;
  /** tells this run from all others */
  readonly id: string;
}

/** A contestant at work. */
export interface Running {
  readonly programs: readonly ManagedProcess[];
  /** input events that are done: their effect stored, their outputs acknowledged */
  progress(): Promise<number>;
  /** @throws Error when anything of what must be there at the end is not */
  verify(): Promise<void>;
  stop(): Promise<void>;
}

export interface Contestant {
  readonly name: string;
  start(heat: Heat): Promise<Running>;
}
