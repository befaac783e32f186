import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { ManagedProcess, type ProcessSpec } from '../managed-process.js';
import type { PidLedger } from '../pid-ledger.js';
import type { Progress } from '../progress.js';
import { whenReady } from '../when-ready.js';

/** Where the native servers live: their folders, their logs, their processes. */
export class NativeHost {
  private readonly running = new Set<ManagedProcess>();

  constructor(
    private readonly dataDir: string,
    private readonly ledger: PidLedger,
    readonly progress: Progress,
    /** Aborted when the start is given up. */
    readonly signal: AbortSignal,
  ) {}

  /** A folder of this stack's own; exists when this returns. */
  folder(name: string): string {
    const folder = path.join(this.dataDir, name);
    mkdirSync(folder, { recursive: true });
    return folder;
  }

  /** Starts a server and waits until it passes its check. */
  async startReady(
    spec: Omit<ProcessSpec, 'logFile'>,
    check: () => Promise<void>,
  ): Promise<ManagedProcess> {
    const server = this.start(spec);
    await whenReady(server, check, this.signal);
    this.progress.line(`${spec.name}: ready`);
    return server;
  }

  /** Starts a server; returns at once. */
  start(spec: Omit<ProcessSpec, 'logFile'>): ManagedProcess {
    this.signal.throwIfAborted();
    const logFile = path.join(this.folder('logs'), `${spec.name}.log`);
    const server = ManagedProcess.start({ ...spec, logFile }, this.ledger);
    this.running.add(server);
    void server.exited.then((how) => {
      this.running.delete(server);
      if (!server.endIsWanted) this.progress.line(`${spec.name} ended (${how}); see ${logFile}`);
    });
    return server;
  }

  async stopAll(graceMs: number): Promise<void> {
    await Promise.all([...this.running].map((server) => server.stop(graceMs)));
  }
}
