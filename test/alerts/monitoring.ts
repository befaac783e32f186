import { Metrics } from '#observability';
import getPort from 'get-port';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { MetricsServer } from './metrics-server.js';
import { placeOf } from './monitoring-programs.js';
import { NotificationReceiver } from './notification-receiver.js';
import { ServerProcess } from './server-process.js';
import { writeShortened } from './shortened-config.js';

/** An app that is scraped, and how long its alerts wait for others; 1 s if nothing is said. */
export interface Watched {
  readonly metricsPort: number;
  readonly apiKey: string;
  readonly groupWaitSeconds?: number;
}

export interface PretendedApp extends Monitoring {
  readonly metrics: Metrics;
  readonly app: MetricsServer;
}

export interface Monitoring {
  readonly receiver: NotificationReceiver;
  /** of Prometheus */
  readonly url: string;
  stop(): Promise<void>;
}

/** Metrics that a real Prometheus scrapes, whose alerts a real Alertmanager sends to a receiver. */
export async function startMonitoring(): Promise<PretendedApp> {
  const metrics = new Metrics();
  const app = await MetricsServer.start(metrics);
  const monitoring = await monitor({ metricsPort: app.port, apiKey: 'swk_of_the_test' });
  const stop = async () => {
    await monitoring.stop();
    app.close();
  };
  return { ...monitoring, metrics, app, stop };
}

/** The same of an app that runs already. */
export async function monitor(watched: Watched): Promise<Monitoring> {
  const folder = await mkdtemp(path.join(tmpdir(), 'shelfwire-alerts-'));
  const receiver = await NotificationReceiver.start();
  const alertmanagerPort = await getPort({ host: '127.0.0.1' });
  const port = await getPort({ host: '127.0.0.1', exclude: [alertmanagerPort] });
  const wiring = { ...watched, alertmanagerPort, receiver: receiver.url };
  await writeShortened(folder, wiring);
  const alertmanager = await startAlertmanager(folder, alertmanagerPort);
  const stopRest = async () => {
    await alertmanager.stop();
    receiver.close();
    await rm(folder, { recursive: true, force: true });
  };
  const prometheus = await startPrometheus(folder, port).catch(async (error: unknown) => {
    await stopRest();
    throw error;
  });
  const stop = async () => {
    await prometheus.stop();
    await stopRest();
  };
  return { receiver, url: `http://127.0.0.1:${port}`, stop };
}

const startAlertmanager = (folder: string, port: number) =>
  ServerProcess.start(
    placeOf('alertmanager'),
    [
      `--config.file=${path.join(folder, 'alertmanager/alertmanager.yml')}`,
      `--storage.path=${path.join(folder, 'alertmanager/data')}`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--cluster.listen-address=',
    ],
    {
      readyUrl: `http://127.0.0.1:${port}/-/ready`,
      logFile: path.join(folder, 'alertmanager.log'),
    },
  );

const startPrometheus = (folder: string, port: number) =>
  ServerProcess.start(
    placeOf('prometheus'),
    [
      `--config.file=${path.join(folder, 'prometheus/prometheus.yml')}`,
      `--storage.tsdb.path=${path.join(folder, 'prometheus/data')}`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--rules.alert.resend-delay=1s',
    ],
    { readyUrl: `http://127.0.0.1:${port}/-/ready`, logFile: path.join(folder, 'prometheus.log') },
  );
