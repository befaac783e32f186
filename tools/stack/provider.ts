import type { Progress } from './progress.js';
import type { PidLedger } from './pid-ledger.js';
import type { ConnectWorker, JvmTuning, Restartable, StackEndpoints, StackPorts } from './stack.js';

/** What a provider needs to bring a stack up. */
export interface StartContext {
  dataDir: string;
  /** Where downloaded programs are kept; shared between data folders. */
  cacheDir: string;
  /** Exists; readable by this user only. */
  secretsDir: string;
  ports: StackPorts;
  connectProperties: Record<string, string>;
  jvm: JvmTuning;
  /** Whether the broker and the worker show their metrics. */
  jmx: boolean;
  ledger: PidLedger;
  progress: Progress;
  /** Aborted when the start is given up. */
  signal: AbortSignal;
}

export interface RunningServers {
  endpoints: StackEndpoints;
  connect: ConnectWorker;
  servers: Restartable;
  stop(): Promise<void>;
}

/** Starts everything, or nothing: on an error whatever was started is stopped before it throws. */
export type StartServers = (context: StartContext) => Promise<RunningServers>;
