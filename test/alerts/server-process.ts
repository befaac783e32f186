import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { tail } from '../../tools/stack/managed-process.js';
import { eventually } from './eventually.js';

const START_MS = 30_000;
const STOP_MS = 10_000;

/** A server of the test's, which is ended by its id. */
export class ServerProcess {
  private constructor(
    private readonly child: ChildProcess,
    private readonly logFile: string,
  ) {}

  /** @throws Error with the end of its log, where it is not ready in time */
  static async start(
    command: string,
    args: readonly string[],
    { readyUrl, logFile }: { readonly readyUrl: string; readonly logFile: string },
  ): Promise<ServerProcess> {
    const log = openSync(logFile, 'a');
    const child = spawn(command, args, { stdio: ['ignore', log, log] });
    closeSync(log);
    const server = new ServerProcess(child, logFile);
    await eventually(
      async () => (await fetch(readyUrl)).ok,
      () => server.lastWords(),
      START_MS,
    ).catch(async (error: unknown) => {
      await server.stop();
      throw error;
    });
    return server;
  }

  lastWords(): string {
    return `${this.logFile} ends with:\n${tail(this.logFile)}`;
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const gone = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    const timer = setTimeout(() => this.child.kill('SIGKILL'), STOP_MS);
    await gone;
    clearTimeout(timer);
  }
}
