import type { Progress } from '../progress.js';
import { messageOf, StackError } from '../stack-error.js';
import { whenReady } from '../when-ready.js';
import { LABEL, removeContainers, type Docker } from './docker.js';
import { PublishedContainer } from './published-container.js';
import { RunningContainer } from './running-container.js';

export interface ContainerSpec {
  /** Its name within the stack, and its host name in the stack's network. */
  name: string;
  image: string;
  environment: Record<string, string>;
  command?: string[];
  user?: string;
  /** A port of the container and the port of Docker's host that it answers on. */
  publish: { container: number; host: number };
  /** Where the data lie that survive the container. */
  dataFolder?: string;
  /** Folders of this machine, readable in the container. */
  mounts?: { source: string; target: string }[];
}

/** Where a stack's containers live: its network, its volumes, its names. */
export class ContainerHost {
  constructor(
    private readonly docker: Docker,
    private readonly id: string,
    readonly progress: Progress,
    readonly signal: AbortSignal,
  ) {}

  /** Makes the network. */
  async prepare(): Promise<void> {
    await this.docker.dockerode.createNetwork({ Name: this.prefix, Labels: this.labels });
  }

  /** Starts a container and waits until it passes its check. */
  async startReady(spec: ContainerSpec, check: () => Promise<void>): Promise<RunningContainer> {
    const { dockerode } = this.docker;
    const id = await this.progress.during(
      this.start(spec),
      () => `${spec.name}: still waiting for ${spec.image}`,
    );
    const server = await RunningContainer.of(spec.name, dockerode.getContainer(id));
    await whenReady(server, check, this.signal);
    this.progress.line(`${spec.name}: ready`);
    return server;
  }

  async removeAll(): Promise<void> {
    await removeContainers(this.docker.dockerode, this.id);
  }

  private get prefix(): string {
    return `shelfwire-stack-${this.id}`;
  }

  private get labels(): Record<string, string> {
    return { [LABEL]: this.id };
  }

  /** @returns the container's id */
  private async start(spec: ContainerSpec): Promise<string> {
    const container = new PublishedContainer(spec.image, this.docker.publishOn, this.signal)
      .withName(`${this.prefix}-${spec.name}`)
      .withLabels(this.labels)
      .withNetworkMode(this.prefix)
      .withNetworkAliases(spec.name)
      .withEnvironment(spec.environment)
      .withExposedPorts(spec.publish)
      .withBindMounts(await this.mountsOf(spec));
    if (spec.command !== undefined) container.withCommand(spec.command);
    if (spec.user !== undefined) container.withUser(spec.user);
    try {
      return (await container.startUnlessAborted()).getId();
    } catch (error) {
      this.signal.throwIfAborted();
      throw new StackError(
        `${spec.name}: the image ${spec.image} does not start: ${messageOf(error)}. ` +
          'A variable SHELFWIRE_IMAGE_KAFKA, _CONNECT, _POSTGRES or _MARIADB names another image; ' +
          'SHELFWIRE_STACK=native does without Docker.',
      );
    }
  }

  private async mountsOf(
    spec: ContainerSpec,
  ): Promise<{ source: string; target: string; mode: 'rw' | 'ro' }[]> {
    const folders = (spec.mounts ?? []).map((mount) => ({ ...mount, mode: 'ro' as const }));
    if (spec.dataFolder === undefined) return folders;
    const volume = `${this.prefix}-${spec.name}`;
    await this.docker.dockerode.createVolume({ Name: volume, Labels: this.labels });
    return [...folders, { source: volume, target: spec.dataFolder, mode: 'rw' }];
  }
}
