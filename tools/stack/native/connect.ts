import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { WORKER_HEAP } from '../server-settings.js';
import { checkConnect } from '../health.js';
import type { ManagedProcess } from '../managed-process.js';
import type { ConnectWorker } from '../stack.js';
import { whenReady } from '../when-ready.js';
import { workerProperties } from '../worker-properties.js';
import { properties, type Java } from './java.js';
import type { NativeHost } from './native-host.js';

const MAIN = 'org.apache.kafka.connect.cli.ConnectDistributed';

export interface ConnectSpec {
  java: Java;
  /** One folder per plugin in it. */
  pluginPath: string;
  secretsDir: string;
  brokers: string;
  port: number;
  /** Properties that win over the usual ones. */
  further: Record<string, string>;
}

/** A distributed worker of Kafka Connect. Every life of it has another pid. */
export class NativeConnectWorker implements ConnectWorker {
  private current: ManagedProcess | undefined;

  constructor(
    private readonly host: NativeHost,
    private readonly spec: ConnectSpec,
  ) {}

  get pid(): number | undefined {
    return this.current?.pid;
  }

  async start(): Promise<void> {
    if (this.pid !== undefined) throw new Error(`the Connect worker runs already: pid ${this.pid}`);
    const { host, spec } = this;
    const home = host.folder('connect');
    const config = path.join(home, 'connect.properties');
    writeFileSync(config, properties(connectProperties(spec)), { mode: 0o600 });
    this.current = host.start({
      name: 'connect',
      command: spec.java.command,
      args: spec.java.serverArgs(WORKER_HEAP, MAIN, config),
      cwd: home,
      stopSignal: 'SIGTERM',
    });
    await whenReady(this.current, () => checkConnect(`http://127.0.0.1:${spec.port}`), host.signal);
    host.progress.line('connect: ready');
  }

  async kill(): Promise<void> {
    await this.current?.kill();
  }

  async stop(graceMs: number): Promise<void> {
    await this.current?.stop(graceMs);
  }
}

function connectProperties(spec: ConnectSpec): Record<string, string> {
  return {
    ...workerProperties(spec.secretsDir),
    'bootstrap.servers': spec.brokers,
    listeners: `http://127.0.0.1:${spec.port}`,
    'rest.advertised.host.name': '127.0.0.1',
    'rest.advertised.port': String(spec.port),
    'plugin.path': spec.pluginPath,
    ...spec.further,
  };
}
