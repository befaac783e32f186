import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { tail } from '../../tools/stack/managed-process.js';

const END_WITH_PARENT = new URL('../support/end-with-parent.mjs', import.meta.url).href;
const STOP_MS = 10_000;

export interface ShopProgram {
  /** what it is called where it fails */
  readonly what: string;
  readonly cwd: string;
  /** the script and its arguments */
  readonly args: readonly string[];
  /** the whole environment, beside PATH and HOME */
  readonly env: Readonly<Record<string, string>>;
  readonly logFile: string;
}

/** One of a shop's own programs. It ends with this process, however this one ends. */
export class ShopProcess {
  private readonly child: ChildProcess;
  /** resolves when the process is gone */
  private readonly exited: Promise<string>;

  constructor(private readonly program: ShopProgram) {
    const { args, cwd, env, logFile } = program;
    const log = openSync(logFile, 'a');
    const kept = { PATH: process.env['PATH'], HOME: process.env['HOME'] };
    this.child = spawn(process.execPath, [`--import=${END_WITH_PARENT}`, ...args], {
      cwd,
      env: { ...kept, ...env },
      stdio: ['pipe', log, log],
    });
    closeSync(log);
    this.exited = once(this.child, 'exit').then(([code, signal]) =>
      String(signal ?? `exit code ${code}`),
    );
  }

  /** @throws Error with the end of its log unless it ends with 0 */
  async finished(): Promise<void> {
    const how = await this.exited;
    if (how !== 'exit code 0') throw this.failure(how);
  }

  /** @throws Error with the end of its log when it ends, or does not answer in time */
  async answers(url: string, patienceMs: number): Promise<void> {
    const deadline = Date.now() + patienceMs;
    while (!(await isOk(url))) {
      if (this.hasEnded()) throw this.failure(await this.exited);
      if (Date.now() > deadline) throw this.failure(`no answer in ${patienceMs} ms`);
      await sleep(100);
    }
  }

  async stop(): Promise<void> {
    const timer = setTimeout(() => this.child.kill('SIGKILL'), STOP_MS);
    this.child.kill('SIGTERM');
    await this.exited;
    clearTimeout(timer);
  }

  private hasEnded(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  private failure(how: string): Error {
    const { what, logFile } = this.program;
    return new Error(`${what}: ${how}. The end of ${logFile}:\n${tail(logFile)}`);
  }
}

async function isOk(url: string): Promise<boolean> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(2_000) });
    await answer.body?.cancel();
    return answer.ok;
  } catch {
    return false;
  }
}
