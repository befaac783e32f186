import type { ManagedProcess } from '../managed-process.js';
import type { RestartableServer } from '../stack.js';

/** A server as it comes and goes. Every life of it has another pid. */
export class RestartableProcess implements RestartableServer {
  private constructor(
    private readonly startOne: () => Promise<ManagedProcess>,
    private current: ManagedProcess,
  ) {}

  /** @param startOne resolves when the server answers; called once for every life */
  static async started(startOne: () => Promise<ManagedProcess>): Promise<RestartableProcess> {
    return new RestartableProcess(startOne, await startOne());
  }

  async kill(): Promise<void> {
    await this.current.kill();
  }

  async start(): Promise<void> {
    if (this.current.pid !== undefined) {
      throw new Error(`${this.current.name} runs already: pid ${this.current.pid}`);
    }
    this.current = await this.startOne();
  }

  async stop(graceMs: number): Promise<void> {
    await this.current.stop(graceMs);
  }
}
