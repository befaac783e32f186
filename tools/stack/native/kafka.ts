import { randomBytes } from 'node:crypto';
import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { checkKafka } from '../health.js';
import type { ManagedProcess } from '../managed-process.js';
import { runToEnd } from '../run-to-end.js';
import type { StackPorts } from '../stack.js';
import { waitUntil } from '../wait-until.js';
import { JAVA, javaFlags, properties } from './java.js';
import type { NativeHost } from './native-host.js';

/** One broker that is its own controller. */
export async function startKafka(
  host: NativeHost,
  classPath: string,
  ports: Pick<StackPorts, 'kafka' | 'controller'>,
): Promise<ManagedProcess> {
  const home = host.folder('kafka');
  const data = path.join(home, 'data');
  const config = path.join(home, 'server.properties');
  if (!existsSync(data)) await format(host, classPath, data, ports);
  writeFileSync(config, properties(serverProperties(data, ports)));

  const server = host.start({
    name: 'kafka',
    command: JAVA,
    args: [...javaFlags('384m'), '-cp', classPath, 'kafka.Kafka', config],
    cwd: home,
    stopSignal: 'SIGTERM',
  });
  const answers = waitUntil(() => checkKafka([`127.0.0.1:${ports.kafka}`]), {
    what: 'Kafka',
    signal: host.signal,
  });
  await server.readyWhen(answers);
  host.progress.line(`kafka: ready on port ${ports.kafka}`);
  return server;
}

/** Works in a folder aside, so that an interrupted start leaves no half-formatted log folder. */
async function format(
  host: NativeHost,
  classPath: string,
  data: string,
  ports: Pick<StackPorts, 'kafka' | 'controller'>,
): Promise<void> {
  host.progress.line('kafka: formatting');
  const draft = `${data}.draft`;
  rmSync(draft, { recursive: true, force: true });
  const config = `${draft}.properties`;
  writeFileSync(config, properties(serverProperties(draft, ports)));
  const clusterId = randomBytes(16).toString('base64url');
  const tool = ['kafka.tools.StorageTool', 'format', '-t', clusterId, '-c', config];
  await runToEnd({
    what: 'formatting the log folder of Kafka',
    command: JAVA,
    args: [...javaFlags('128m'), '-cp', classPath, ...tool],
    signal: host.signal,
  });
  rmSync(config);
  renameSync(draft, data);
}

function serverProperties(
  data: string,
  ports: Pick<StackPorts, 'kafka' | 'controller'>,
): Record<string, string> {
  const listeners = `PLAINTEXT://127.0.0.1:${ports.kafka}`;
  return {
    'process.roles': 'broker,controller',
    'node.id': '1',
    // Not the dynamic quorum: that one writes the controller's port into the log for good.
    'controller.quorum.voters': `1@127.0.0.1:${ports.controller}`,
    'controller.listener.names': 'CONTROLLER',
    listeners: `${listeners},CONTROLLER://127.0.0.1:${ports.controller}`,
    'advertised.listeners': listeners,
    'listener.security.protocol.map': 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
    'log.dirs': data,
    'auto.create.topics.enable': 'false',
    'default.replication.factor': '1',
    'min.insync.replicas': '1',
    'offsets.topic.replication.factor': '1',
    'offsets.topic.num.partitions': '10',
    'transaction.state.log.replication.factor': '1',
    'transaction.state.log.min.isr': '1',
    'transaction.state.log.num.partitions': '10',
    'share.coordinator.state.topic.replication.factor': '1',
    'share.coordinator.state.topic.min.isr': '1',
    'group.initial.rebalance.delay.ms': '0',
    // Its default of 128 MB would take a third of the heap.
    'log.cleaner.dedupe.buffer.size': '16777216',
  };
}
