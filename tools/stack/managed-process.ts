import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { PidLedger, StopSignal } from './pid-ledger.js';
import { unlessItEnds } from './when-ready.js';

export interface ProcessSpec {
  name: string;
  command: string;
  args: string[];
  cwd?: string;
  env?: Record<string, string>;
  uid?: number;
  gid?: number;
  logFile: string;
  stopSignal: StopSignal;
}

/** A server that runs in a process group of its own: the terminal's Ctrl-C does not reach it. */
export class ManagedProcess {
  /** Resolves, with how it ended, when the process is gone. */
  readonly exited: Promise<string>;
  private ended = false;
  private wanted = false;

  private constructor(
    readonly spec: ProcessSpec,
    private readonly child: ChildProcess,
    ledger: PidLedger,
  ) {
    this.exited = new Promise((resolve) => {
      child.once('error', (error) => resolve(error.message));
      child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`));
    });
    void this.exited.then(() => {
      this.ended = true;
      if (child.pid !== undefined) ledger.remove(child.pid);
    });
  }

  static start(spec: ProcessSpec, ledger: PidLedger): ManagedProcess {
    keepLastLog(spec.logFile);
    // The log goes to a file, not to a pipe: it must not break when this process dies.
    const log = openSync(spec.logFile, 'a');
    try {
      const child = spawn(spec.command, spec.args, {
        detached: true,
        stdio: ['ignore', log, log],
        env: serverEnvironment(spec.env),
        ...(spec.cwd === undefined ? {} : { cwd: spec.cwd }),
        ...(spec.uid === undefined ? {} : { uid: spec.uid, gid: spec.gid }),
      });
      if (child.pid !== undefined) ledger.add(spec.name, child.pid, spec.stopSignal);
      return new ManagedProcess(spec, child, ledger);
    } finally {
      closeSync(log);
    }
  }

  get name(): string {
    return this.spec.name;
  }

  get pid(): number | undefined {
    return this.ended ? undefined : this.child.pid;
  }

  /** True once `stop` or `kill` was called: its end is no accident. */
  get endIsWanted(): boolean {
    return this.wanted;
  }

  lastWords(): string {
    return `${tail(this.spec.logFile)}\n(${this.spec.logFile})`;
  }

  /** Waits for `ready`, unless the process ends first. */
  readyWhen<T>(ready: Promise<T>): Promise<T> {
    return unlessItEnds(this, ready);
  }

  /** Asks it to end, and kills it when it has not done so in time. */
  async stop(graceMs: number): Promise<void> {
    this.wanted = true;
    if (this.ended) return;
    this.child.kill(this.spec.stopSignal);
    const timer = new AbortController();
    const ended = await Promise.race([
      this.exited.then(() => true),
      sleep(graceMs, false, { signal: timer.signal }).catch(() => false),
    ]);
    timer.abort();
    if (!ended) await this.kill();
  }

  async kill(): Promise<void> {
    this.wanted = true;
    if (!this.ended) this.child.kill('SIGKILL');
    await this.exited;
  }
}

/** Servers get what they need and nothing else: this process's variables may hold secrets. */
function serverEnvironment(own: Record<string, string> = {}): Record<string, string> {
  const kept = ['PATH', 'HOME', 'TZ', 'JAVA_HOME', 'TMPDIR'];
  const environment: Record<string, string> = { LC_ALL: 'C' };
  for (const name of kept) {
    const value = process.env[name];
    if (value !== undefined) environment[name] = value;
  }
  return { ...environment, ...own };
}

export function tail(file: string, lines = 15): string {
  return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-lines).join('\n');
}

/** `x.log` becomes `x.log.1`: the run before this one can still be read. */
function keepLastLog(file: string): void {
  if (statSync(file, { throwIfNoEntry: false }) !== undefined) renameSync(file, `${file}.1`);
}
