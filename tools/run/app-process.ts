import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Runs TypeScript as it is: no build stands between an edit and a run. */
const FROM_SOURCE = ['--conditions=@shelfwire/source', '--import', '@oxc-node/core/register'];
const START_TIMEOUT_MS = 60_000;
const STOP_GRACE_MS = 20_000;

export interface AppSpec {
  readonly name: string;
  /** file to run, from the project's folder */
  readonly entry: string;
  readonly args?: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly logDir: string;
  /** answers 200 once the application works */
  readonly healthUrl?: string;
}

/** One of Shelfwire's own programs as a process of its own, its output in a log file. */
export class AppProcess {
  readonly exited: Promise<string>;
  private ended = false;

  private constructor(
    readonly spec: AppSpec,
    private readonly child: ChildProcess,
    readonly logFile: string,
  ) {
    this.exited = new Promise((resolve) => {
      child.once('error', (error) => resolve(error.message));
      child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`));
    });
    void this.exited.then(() => (this.ended = true));
  }

  static spawn(spec: AppSpec): AppProcess {
    mkdirSync(spec.logDir, { recursive: true });
    const logFile = path.join(spec.logDir, `${spec.name}.log`);
    const log = openSync(logFile, 'a');
    try {
      const args = [...FROM_SOURCE, spec.entry, ...(spec.args ?? [])];
      const child = spawn(process.execPath, args, {
        detached: true,
        stdio: ['ignore', log, log],
        env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', ...spec.env },
      });
      return new AppProcess(spec, child, logFile);
    } finally {
      closeSync(log);
    }
  }

  /** @throws Error with the end of the log when the program ends, or is not healthy in time */
  static async start(spec: AppSpec): Promise<AppProcess> {
    const app = AppProcess.spawn(spec);
    await app.ready();
    return app;
  }

  get pid(): number | undefined {
    return this.ended ? undefined : this.child.pid;
  }

  async ready(): Promise<void> {
    const { healthUrl, name } = this.spec;
    const deadline = Date.now() + START_TIMEOUT_MS;
    while (healthUrl !== undefined && !(await isHealthy(healthUrl))) {
      if (this.ended) throw this.failure(`ended while starting (${await this.exited})`);
      if (Date.now() > deadline) throw this.failure(`is not healthy after ${START_TIMEOUT_MS} ms`);
      await sleep(100);
    }
    if (this.ended) throw this.failure(`${name} ended while starting (${await this.exited})`);
  }

  /** Waits for a program that does its work and ends. */
  async finished(): Promise<void> {
    const how = await this.exited;
    if (how !== 'exit code 0') throw this.failure(`failed (${how})`);
  }

  async kill(): Promise<void> {
    if (!this.ended) this.child.kill('SIGKILL');
    await this.exited;
  }

  async stop(): Promise<void> {
    if (!this.ended) this.child.kill('SIGTERM');
    const timer = new AbortController();
    const late = sleep(STOP_GRACE_MS, 'late', { signal: timer.signal }).catch(() => 'stopped');
    const how = await Promise.race([this.exited, late]);
    timer.abort();
    if (how === 'late') await this.kill();
  }

  private failure(what: string): Error {
    return new Error(
      `${this.spec.name} ${what}. The end of ${this.logFile}:\n${tail(this.logFile)}`,
    );
  }
}

async function isHealthy(url: string): Promise<boolean> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(2_000) });
    await answer.body?.cancel();
    return answer.ok;
  } catch {
    return false;
  }
}

const tail = (file: string): string =>
  readFileSync(file, 'utf8').trimEnd().split('\n').slice(-15).join('\n');
