import path from 'node:path';
import type { RunningServers, StartContext } from '../provider.js';
import { PASSWORD, STATE_POSTGRES_SETTINGS, WMS_POSTGRES_SETTINGS } from '../server-settings.js';
import type { Db, StackEndpoints } from '../stack.js';
import { together } from '../together.js';
import { NativeConnectWorker } from './connect.js';
import { provideDistribution, type Distribution } from './distribution.js';
import { Java } from './java.js';
import { provideJmxExporter } from './jmx-exporter.js';
import { startKafka } from './kafka.js';
import { startMariadb } from './mariadb.js';
import { NativeHost } from './native-host.js';
import { startPostgres } from './postgres.js';
import { RestartableProcess } from './restartable-process.js';

const HOST = '127.0.0.1';
const GRACE_MS = 15_000;

/** Starts every server as a process of this machine. */
export async function startNativeServers(context: StartContext): Promise<RunningServers> {
  const { progress, ledger } = context;
  const giveUp = new AbortController();
  const signal = AbortSignal.any([context.signal, giveUp.signal]);
  const host = new NativeHost(path.join(context.dataDir, 'native'), ledger, progress, signal);
  const endpoints = endpointsOf(context);
  try {
    const distribution = provideDistribution(context.cacheDir, progress, signal);
    const wms = {
      name: 'wms-postgres',
      db: endpoints.wmsPostgres,
      settings: WMS_POSTGRES_SETTINGS,
    };
    const [stream, mariadb, wmsPostgres] = await together(giveUp, [
      distribution.then((programs) => startStream(host, programs, endpoints, context)),
      distribution.then(({ mariadbBasedir }) =>
        RestartableProcess.started(() => startMariadb(host, mariadbBasedir, endpoints.mariadb)),
      ),
      RestartableProcess.started(() => startPostgres(host, wms)),
      startPostgres(host, {
        name: 'state-postgres',
        db: endpoints.statePostgres,
        settings: STATE_POSTGRES_SETTINGS,
      }),
    ]);
    const { connect, kafka } = stream;
    const servers = { kafka, mariadb, wmsPostgres };
    return { endpoints, connect, servers, stop: () => stopInOrder(host, stream) };
  } catch (error) {
    await host.stopAll(GRACE_MS);
    throw error;
  }
}

interface Stream {
  kafka: RestartableProcess;
  connect: NativeConnectWorker;
}

async function startStream(
  host: NativeHost,
  { kafkaClassPath, pluginPath }: Distribution,
  endpoints: StackEndpoints,
  context: StartContext,
): Promise<Stream> {
  const { ports, secretsDir, connectProperties, jvm } = context;
  const agents = await agentsOf(context, host.signal);
  const broker = new Java(kafkaClassPath, jvm, agents.kafka);
  const kafka = await RestartableProcess.started(() => startKafka(host, broker, ports));
  const connect = new NativeConnectWorker(host, {
    java: new Java(kafkaClassPath, jvm, agents.connect),
    pluginPath,
    secretsDir,
    brokers: endpoints.kafkaBrokers.join(','),
    port: ports.connect,
    further: connectProperties,
  });
  await connect.start();
  return { kafka, connect };
}

async function agentsOf(
  { jmx, cacheDir, ports, progress }: StartContext,
  signal: AbortSignal,
): Promise<Record<'kafka' | 'connect', string[]>> {
  if (!jmx) return { kafka: [], connect: [] };
  const exporter = await provideJmxExporter(cacheDir, progress, signal);
  return {
    kafka: [exporter.agent('kafka.yml', ports.kafkaMetrics)],
    connect: [exporter.agent('connect.yml', ports.connectMetrics)],
  };
}

/** Connect first, so that nobody reads any more; then the broker; then the databases. */
async function stopInOrder(host: NativeHost, { kafka, connect }: Stream): Promise<void> {
  await connect.stop(GRACE_MS);
  await kafka.stop(GRACE_MS);
  await host.stopAll(GRACE_MS);
}

function endpointsOf({ ports, secretsDir, jmx }: StartContext): StackEndpoints {
  const metricsAt = (port: number): string => `http://${HOST}:${port}/metrics`;
  const db = (port: number, user: string): Db => ({ host: HOST, port, user, password: PASSWORD });
  return {
    kafkaBrokers: [`${HOST}:${ports.kafka}`],
    connectUrl: `http://${HOST}:${ports.connect}`,
    mariadb: db(ports.mariadb, 'root'),
    wmsPostgres: db(ports.wmsPostgres, 'postgres'),
    statePostgres: db(ports.statePostgres, 'postgres'),
    secretsDir,
    fromConnect: {
      mariadb: { host: HOST, port: ports.mariadb },
      wmsPostgres: { host: HOST, port: ports.wmsPostgres },
      kafkaBrokers: [`${HOST}:${ports.kafka}`],
      secretsDir,
    },
    ...(jmx && {
      metricsUrls: {
        kafka: metricsAt(ports.kafkaMetrics),
        connect: metricsAt(ports.connectMetrics),
      },
    }),
  };
}
