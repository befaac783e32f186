import { BROKER_HEAP, BROKER_PROPERTIES, WORKER_HEAP } from '../server-settings.js';
import { jvmFlags } from '../jvm-flags.js';
import type { JvmTuning } from '../stack.js';
import { workerProperties } from '../worker-properties.js';
import type { ContainerSpec } from './container-host.js';

/** For the stack's containers; programs of this machine use the published port. */
export const INTERNAL_BROKER = 'kafka:9092';
export const SECRETS_IN_WORKER = '/shelfwire-secrets';

/** @param external `host:port` as this machine's programs reach it */
export function kafkaContainer(
  image: string,
  external: string,
  port: number,
  jvm: JvmTuning,
): ContainerSpec {
  const properties = {
    ...BROKER_PROPERTIES,
    'controller.quorum.voters': '1@localhost:9093',
    listeners: 'INTERNAL://:9092,CONTROLLER://:9093,EXTERNAL://:9094',
    'advertised.listeners': `INTERNAL://${INTERNAL_BROKER},EXTERNAL://${external}`,
    'listener.security.protocol.map': 'INTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT,EXTERNAL:PLAINTEXT',
    'inter.broker.listener.name': 'INTERNAL',
    'log.dirs': '/var/lib/kafka/data',
  };
  return {
    name: 'kafka',
    image,
    environment: { ...asVariables('KAFKA', properties), ...javaOptions(BROKER_HEAP, jvm) },
    publish: { container: 9094, host: port },
    dataFolder: '/var/lib/kafka/data',
  };
}

export interface ConnectContainer {
  image: string;
  port: number;
  secretsDir: string;
  further: Record<string, string>;
  jvm: JvmTuning;
}

export function connectContainer(spec: ConnectContainer): ContainerSpec {
  const properties = { ...workerProperties(SECRETS_IN_WORKER), ...spec.further };
  return {
    name: 'connect',
    image: spec.image,
    environment: {
      ...workerVariables(properties),
      BOOTSTRAP_SERVERS: INTERNAL_BROKER,
      ...javaOptions(WORKER_HEAP, spec.jvm),
    },
    // The secrets are readable by their owner only, who is not the image's user.
    user: '0',
    publish: { container: 8083, host: spec.port },
    mounts: [{ source: spec.secretsDir, target: SECRETS_IN_WORKER }],
  };
}

/** The image overwrites these with its own defaults unless they come without the prefix. */
const UNPREFIXED = [
  'GROUP_ID',
  'CONFIG_STORAGE_TOPIC',
  'OFFSET_STORAGE_TOPIC',
  'STATUS_STORAGE_TOPIC',
  'KEY_CONVERTER',
  'VALUE_CONVERTER',
  'OFFSET_FLUSH_INTERVAL_MS',
  'OFFSET_FLUSH_TIMEOUT_MS',
];

function workerVariables(properties: Record<string, string>): Record<string, string> {
  const variables = Object.entries(asVariables('CONNECT', properties)).map(([name, value]) => {
    const bare = name.slice('CONNECT_'.length);
    return [UNPREFIXED.includes(bare) ? bare : name, value] as const;
  });
  return Object.fromEntries(variables);
}

/** `a.b` becomes PREFIX_A_B; none of the names here holds a `_` or a `-`. */
function asVariables(
  prefix: string,
  properties: Readonly<Record<string, string>>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(properties).map(([key, value]) => [
      `${prefix}_${key.replaceAll('.', '_').toUpperCase()}`,
      value,
    ]),
  );
}

function javaOptions(heap: string, jvm: JvmTuning): Record<string, string> {
  return {
    KAFKA_HEAP_OPTS: `-Xmx${heap}`,
    KAFKA_JVM_PERFORMANCE_OPTS: jvmFlags(jvm).join(' '),
  };
}
