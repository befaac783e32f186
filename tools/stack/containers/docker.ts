import { isIP } from 'node:net';
import { hostname } from 'node:os';
import { getContainerRuntimeClient, type ContainerRuntimeClient } from 'testcontainers';
import { messageOf } from '../stack-error.js';

/** Marks whatever belongs to a stack; its value is the stack's id. */
export const LABEL = 'shelfwire.stack';

const GRACE_SECONDS = 10;

export type Dockerode = ContainerRuntimeClient['container']['dockerode'];
export type DockerContainer = ReturnType<Dockerode['getContainer']>;

/** What containers lack on this machine; empty if Docker answers. */
export async function dockerComplaints(): Promise<string[]> {
  try {
    await runtimeClient();
    return [];
  } catch (error) {
    return [`Docker does not answer: ${messageOf(error)}`];
  }
}

/** Testcontainers goes on to the local socket when `DOCKER_HOST` does not answer; whoever sets it means it. */
async function runtimeClient(): Promise<ContainerRuntimeClient> {
  const client = await getContainerRuntimeClient();
  const wanted = process.env['DOCKER_HOST'] ?? '';
  const { socketPath, host } = client.container.dockerode.modem as {
    socketPath?: string;
    host?: string;
  };
  if (wanted === '' || wanted.includes(socketPath ?? host ?? '')) return client;
  throw new Error(`DOCKER_HOST is ${wanted}`);
}

export interface Docker {
  dockerode: Dockerode;
  /** Where published ports answer, as seen from this process. */
  host: string;
  /** The address of Docker's host to publish ports on: the narrowest that `host` stands for. */
  publishOn: string;
}

export async function connectToDocker(): Promise<Docker> {
  const client = await runtimeClient();
  const { dockerode } = client.container;
  const daemon = (await dockerode.info()) as { Name: string };
  const host = reachableHost(client.info.containerRuntime.host, daemon.Name);
  return { dockerode, host, publishOn: isIP(host) === 0 ? '' : host };
}

/**
 * Testcontainers names the bridge's gateway when it finds itself in a container. That is right for
 * a container beside the others, and wider than needed where Docker runs in the same machine.
 */
function reachableHost(found: string, daemonsHostname: string): string {
  return found === 'localhost' || daemonsHostname === hostname() ? '127.0.0.1' : found;
}

export async function dockerIfItAnswers(): Promise<Docker | undefined> {
  return connectToDocker().catch(() => undefined);
}

/** Ends and removes the stack's containers and its network; its volumes stay. */
export async function removeContainers(dockerode: Dockerode, id: string): Promise<void> {
  const filters = { label: [`${LABEL}=${id}`] };
  const containers = await dockerode.listContainers({ all: true, filters });
  await Promise.all(containers.map(({ Id }) => end(dockerode.getContainer(Id))));
  const networks = await dockerode.listNetworks({ filters });
  await Promise.all(networks.map(({ Id }) => dockerode.getNetwork(Id).remove()));
}

/** Politely first, so that a database closes well. */
async function end(container: DockerContainer): Promise<void> {
  const { State } = await container.inspect();
  if (State.Running) await container.stop({ t: GRACE_SECONDS });
  await container.remove({ force: true, v: true });
}

export async function removeVolumes(dockerode: Dockerode, id: string): Promise<void> {
  const filters = { label: [`${LABEL}=${id}`] };
  const { Volumes } = await dockerode.listVolumes({ filters });
  await Promise.all(Volumes.map(({ Name }) => dockerode.getVolume(Name).remove()));
}
