import { GenericContainer, Wait } from 'testcontainers';

/** A container whose ports are published on one address of Docker's host only. */
export class PublishedContainer extends GenericContainer {
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

  /** After the image was pulled, which may have taken minutes. */
  protected override async beforeContainerCreated(): Promise<void> {
    this.signal.throwIfAborted();
    const bindings = this.hostConfig.PortBindings as Record<string, { HostPort: string }[]>;
    for (const [port, published] of Object.entries(bindings)) {
      bindings[port] = published.map((binding) => ({ ...binding, HostIp: this.address }));
    }
  }
}
