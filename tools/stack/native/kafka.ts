import { randomBytes } from 'node:crypto';
import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { BROKER_HEAP, BROKER_PROPERTIES } from '../server-settings.js';
import { checkKafka } from '../health.js';
import type { ManagedProcess } from '../managed-process.js';
import { runToEnd } from '../run-to-end.js';
import type { StackPorts } from '../stack.js';
import { properties, type Java } from './java.js';
import type { NativeHost } from './native-host.js';

type KafkaPorts = Pick<StackPorts, 'kafka' | 'controller'>;

/** One broker that is its own controller. */
export async function startKafka(
  host: NativeHost,
  java: Java,
  ports: KafkaPorts,
): Promise<ManagedProcess> {
  const home = host.folder('kafka');
  const data = path.join(home, 'data');
  const config = path.join(home, 'server.properties');
  if (!existsSync(data)) await format(host, java, data, ports);
  writeFileSync(config, properties(serverProperties(data, ports)));

  return host.startReady(
    {
      name: 'kafka',
      command: java.command,
      args: java.serverArgs(BROKER_HEAP, 'kafka.Kafka', config),
      cwd: home,
      stopSignal: 'SIGTERM',
    },
    () => checkKafka([`127.0.0.1:${ports.kafka}`]),
  );
}

/** Works in a folder aside, so that an interrupted start leaves no half-formatted log folder. */
async function format(
  host: NativeHost,
  java: Java,
  data: string,
  ports: KafkaPorts,
): Promise<void> {
  host.progress.line('kafka: formatting');
  const draft = `${data}.draft`;
  rmSync(draft, { recursive: true, force: true });
  const config = `${draft}.properties`;
  writeFileSync(config, properties(serverProperties(draft, ports)));
  const id = randomBytes(16);
  // a first character of base64 above the letters may be a dash, which the tool takes for an option
  id[0] = (id[0] ?? 0) & 0x7f;
  const clusterId = id.toString('base64url');
  const command = ['format', '-t', clusterId, '-c', config];
  await runToEnd({
    what: 'formatting the log folder of Kafka',
    command: java.command,
    args: java.args('128m', 'kafka.tools.StorageTool', ...command),
    signal: host.signal,
  });
  rmSync(config);
  renameSync(draft, data);
}

function serverProperties(data: string, ports: KafkaPorts): Record<string, string> {
  const listeners = `PLAINTEXT://127.0.0.1:${ports.kafka}`;
  return {
    ...BROKER_PROPERTIES,
    // Not the dynamic quorum: that one writes the controller's port into the log for good.
    'controller.quorum.voters': `1@127.0.0.1:${ports.controller}`,
    listeners: `${listeners},CONTROLLER://127.0.0.1:${ports.controller}`,
    'advertised.listeners': listeners,
    'listener.security.protocol.map': 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
    'log.dirs': data,
  };
}
