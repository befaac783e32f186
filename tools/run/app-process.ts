import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ManagedProcess, tail } from '../stack/managed-process.js';
import type { PidLedger } from '../stack/pid-ledger.js';

/** Runs TypeScript as it is: no build stands between an edit and a run. */
export const FROM_SOURCE = [
  '--conditions=@shelfwire/source',
  '--import',
  '@oxc-node/core/register',
];
const START_TIMEOUT_MS = 90_000;
const STOP_GRACE_MS = 20_000;

export interface AppSpec {
  readonly name: string;
  /** file to run, from the project's folder */
  readonly entry: string;
  readonly args?: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly logDir: string;
  /** answers 200 once the program works */
  readonly healthUrl?: string;
}

/** One of Shelfwire's own programs as a process of its own, its output in a log file. */
export class AppProcess {
  private constructor(
    private readonly spec: AppSpec,
    readonly process: ManagedProcess,
  ) {}

  static spawn(spec: AppSpec, ledger: PidLedger): AppProcess {
    mkdirSync(spec.logDir, { recursive: true });
    const process_ = ManagedProcess.start(
      {
        name: spec.name,
        command: process.execPath,
        args: [...FROM_SOURCE, spec.entry, ...(spec.args ?? [])],
        env: { ...spec.env },
        logFile: path.join(spec.logDir, `${spec.name}.log`),
        stopSignal: 'SIGTERM',
      },
      ledger,
    );
    return new AppProcess(spec, process_);
  }

  get pid(): number | undefined {
    return this.process.pid;
  }

  /** @throws Error with the end of the log when the program ends, or is not healthy in time */
  async ready(): Promise<void> {
    const { healthUrl } = this.spec;
    if (healthUrl !== undefined)
      await this.process.readyWhen(untilHealthy(this.spec.name, healthUrl));
  }

  /**
   * Waits for a program that does its work and ends.
   *
   * @throws Error with the end of the log when it fails
   */
  async finished(): Promise<void> {
    const how = await this.process.exited;
    if (how === 'exit code 0') return;
    const { logFile } = this.process.spec;
    throw new Error(`${this.spec.name} failed (${how}). The end of ${logFile}:\n${tail(logFile)}`);
  }

  kill(): Promise<void> {
    return this.process.kill();
  }

  stop(): Promise<void> {
    return this.process.stop(STOP_GRACE_MS);
  }
}

async function untilHealthy(name: string, url: string): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (!(await isHealthy(url))) {
    if (Date.now() > deadline)
      throw new Error(`${name} is not healthy after ${START_TIMEOUT_MS} ms`);
    await sleep(100);
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
