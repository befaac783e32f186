import type { RestartableServer } from '../stack.js';
import { whenReady } from '../when-ready.js';
import type { ContainerHost } from './container-host.js';
import { RunningContainer } from './running-container.js';

/** A server as it comes and goes; it keeps its container and its port. */
export class RestartableContainer implements RestartableServer {
  constructor(
    private readonly host: ContainerHost,
    private current: RunningContainer,
    private readonly check: () => Promise<void>,
  ) {}

  async kill(): Promise<void> {
    await this.current.kill();
  }

  async start(): Promise<void> {
    const { name, container } = this.current;
    await container.start();
    this.current = await RunningContainer.of(name, container);
    await whenReady(this.current, this.check, this.host.signal);
    this.host.progress.line(`${name}: ready`);
  }

  async stop(graceMs: number): Promise<void> {
    await this.current.stop(graceMs);
  }
}
