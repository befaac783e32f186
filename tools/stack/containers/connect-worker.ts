import { checkConnect } from '../health.js';
import type { ConnectWorker } from '../stack.js';
import { whenReady } from '../when-ready.js';
import type { ContainerHost } from './container-host.js';
import { RunningContainer } from './running-container.js';

/** The Connect worker as it comes and goes; it keeps its container and its port. */
export class ContainerConnectWorker implements ConnectWorker {
  constructor(
    private readonly host: ContainerHost,
    private current: RunningContainer,
    private readonly url: string,
  ) {}

  get pid(): number | undefined {
    return this.current.pid;
  }

  async kill(): Promise<void> {
    await this.current.kill();
  }

  async start(): Promise<void> {
    if (this.pid !== undefined) throw new Error(`the Connect worker runs already: pid ${this.pid}`);
    const { name, container } = this.current;
    await container.start();
    this.current = await RunningContainer.of(name, container);
    await whenReady(this.current, () => checkConnect(this.url), this.host.signal);
    this.host.progress.line(`${name}: ready`);
  }

  async stop(graceMs: number): Promise<void> {
    await this.current.stop(graceMs);
  }
}
