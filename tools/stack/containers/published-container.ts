import { GenericContainer, Wait, type StartedTestContainer } from 'testcontainers';

/** A container whose ports are published on one address of Docker's host only. */
export class PublishedContainer extends GenericContainer {
  private isPulled = false;

  constructor(
    image: string,
    private readonly address: string,
    private readonly signal: AbortSignal,
  ) {
    super(image);
    // The stack asks the servers themselves, until they answer as they should.
    this.withWaitStrategy(Wait.forAll([]));
    // Testcontainers' own cleaning up needs one more image; the stack cleans up by labels.
    this.withAutoCleanup(false);
  }

  /**
   * Pulling an image cannot be called off, but waiting for it can. From then on it is waited for:
   * a container that comes to life later would escape from the cleaning up.
   */
  async startUnlessAborted(): Promise<StartedTestContainer> {
    const started = this.start();
    started.catch(() => {});
    const aborted = new Promise<never>((_, reject) => {
      this.signal.addEventListener('abort', () => {
        if (!this.isPulled) reject(this.signal.reason as Error);
      });
    });
    return Promise.race([started, aborted]);
  }

  protected override async beforeContainerCreated(): Promise<void> {
    this.signal.throwIfAborted();
    this.isPulled = true;
    const bindings = this.hostConfig.PortBindings as Record<string, { HostPort: string }[]>;
    for (const [port, published] of Object.entries(bindings)) {
      bindings[port] = published.map((binding) => ({ ...binding, HostIp: this.address }));
    }
  }
}
