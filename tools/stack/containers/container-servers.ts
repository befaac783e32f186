import { checkConnect, checkKafka, checkMariadb, checkPostgres } from '../health.js';
import type { RunningServers, StartContext } from '../provider.js';
import { PASSWORD, STATE_POSTGRES_SETTINGS, WMS_POSTGRES_SETTINGS } from '../server-settings.js';
import type { Db, Restartable, StackEndpoints } from '../stack.js';
import { together } from '../together.js';
import { ContainerConnectWorker } from './connect-worker.js';
import { ContainerHost } from './container-host.js';
import { mariadbContainer, postgresContainer } from './databases.js';
import { connectToDocker } from './docker.js';
import { images, type Images } from './images.js';
import { connectContainer, INTERNAL_BROKER, kafkaContainer, SECRETS_IN_WORKER } from './kafka.js';
import { RestartableContainer } from './restartable-container.js';
import type { RunningContainer } from './running-container.js';
import { stackId } from './stack-id.js';

const GRACE_MS = 15_000;
const WMS = 'wms-postgres';
const STATE = 'state-postgres';

/** Starts every server as a container of Docker's. */
export async function startContainerServers(context: StartContext): Promise<RunningServers> {
  const giveUp = new AbortController();
  const signal = AbortSignal.any([context.signal, giveUp.signal]);
  const docker = await connectToDocker();
  const host = new ContainerHost(docker, stackId(context.dataDir), context.progress, signal);
  const endpoints = endpointsOf(context, docker.host);
  const image = images();
  const { ports } = context;
  try {
    await host.prepare();
    const postgres = (name: string, db: Db, settings: Readonly<Record<string, string>>) =>
      host.startReady(postgresContainer(name, image.postgres, db.port, settings), () =>
        checkPostgres(db),
      );
    const [stream, mariadb, wms, state] = await together(giveUp, [
      startStream(host, image, endpoints, context),
      host.startReady(mariadbContainer(image.mariadb, ports.mariadb), () =>
        checkMariadb(endpoints.mariadb),
      ),
      postgres(WMS, endpoints.wmsPostgres, WMS_POSTGRES_SETTINGS),
      postgres(STATE, endpoints.statePostgres, STATE_POSTGRES_SETTINGS),
    ]);
    const servers = {
      kafka: new RestartableContainer(host, stream.kafka, () => checkKafka(endpoints.kafkaBrokers)),
      mariadb: new RestartableContainer(host, mariadb, () => checkMariadb(endpoints.mariadb)),
      wmsPostgres: new RestartableContainer(host, wms, () => checkPostgres(endpoints.wmsPostgres)),
    };
    const stop = (): Promise<void> => stopInOrder(host, stream.connect, servers, state);
    return { endpoints, connect: stream.connect, servers, stop };
  } catch (error) {
    await host.removeAll();
    throw error;
  }
}

interface Stream {
  kafka: RunningContainer;
  connect: ContainerConnectWorker;
}

async function startStream(
  host: ContainerHost,
  image: Images,
  { kafkaBrokers, connectUrl }: StackEndpoints,
  { ports, secretsDir, connectProperties, jvm }: StartContext,
): Promise<Stream> {
  const [external = ''] = kafkaBrokers;
  const kafka = await host.startReady(kafkaContainer(image.kafka, external, ports.kafka, jvm), () =>
    checkKafka(kafkaBrokers),
  );
  const worker = await host.startReady(
    connectContainer({
      image: image.connect,
      port: ports.connect,
      secretsDir,
      further: connectProperties,
      jvm,
    }),
    () => checkConnect(connectUrl),
  );
  return { kafka, connect: new ContainerConnectWorker(host, worker, connectUrl) };
}

/** Connect first, so that nobody reads any more; then the broker; then the databases. */
async function stopInOrder(
  host: ContainerHost,
  connect: ContainerConnectWorker,
  { kafka, mariadb, wmsPostgres }: Readonly<Record<keyof Restartable, RestartableContainer>>,
  state: RunningContainer,
): Promise<void> {
  await connect.stop(GRACE_MS);
  await kafka.stop(GRACE_MS);
  await Promise.all([mariadb, wmsPostgres, state].map((database) => database.stop(GRACE_MS)));
  await host.removeAll();
}

function endpointsOf({ ports, secretsDir }: StartContext, host: string): StackEndpoints {
  const db = (port: number, user: string): Db => ({ host, port, user, password: PASSWORD });
  return {
    kafkaBrokers: [`${host}:${ports.kafka}`],
    connectUrl: `http://${host}:${ports.connect}`,
    mariadb: db(ports.mariadb, 'root'),
    wmsPostgres: db(ports.wmsPostgres, 'postgres'),
    statePostgres: db(ports.statePostgres, 'postgres'),
    secretsDir,
    fromConnect: {
      mariadb: { host: 'mariadb', port: 3306 },
      wmsPostgres: { host: WMS, port: 5432 },
      kafkaBrokers: [INTERNAL_BROKER],
      secretsDir: SECRETS_IN_WORKER,
    },
  };
}
