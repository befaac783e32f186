import type { ConnectorConfig } from '../connect-client.js';
import type { CapturePlan } from './capture-plan.js';

const SPECIAL = /[.*+?^${}()|[\]\\]/g;

/** Debezium reads its lists of tables as regular expressions that match the whole name. */
export const literally = (name: string): string => name.replace(SPECIAL, String.raw`\$&`);

/** Settings that every engine shares. Quantities stay decimal text, a truncated table is told. */
export function commonSettings({
  prefix,
  host,
  port,
  user,
  password,
}: CapturePlan): ConnectorConfig {
  return {
    'tasks.max': '1',
    'topic.prefix': prefix,
    'database.hostname': host,
    'database.port': String(port),
    'database.user': user,
    'database.password': password,
    'snapshot.mode': 'initial',
    'decimal.handling.mode': 'string',
    'time.precision.mode': 'isostring',
    'tombstones.on.delete': 'true',
    'skipped.operations': 'none',
    'extended.headers.enabled': 'false',
    'heartbeat.interval.ms': '1000',
    'poll.interval.ms': '20',
    'topic.creation.default.partitions': '4',
    'topic.creation.default.replication.factor': '1',
  };
}

/** Which tables, the heartbeat's among them, and by which columns the messages of each are keyed. */
export function tableSettings(
  { tables, heartbeat }: CapturePlan,
  nameOf: (place: CapturePlan['heartbeat']) => string,
): ConnectorConfig {
  return {
    'table.include.list': [...tables, heartbeat].map((place) => literally(nameOf(place))).join(','),
    'message.key.columns': tables
      .map((table) => `${literally(nameOf(table))}:${table.key.join(',')}`)
      .join(';'),
  };
}

export const schemaHistory = (plan: CapturePlan): ConnectorConfig => ({
  'include.schema.changes': 'false',
  'schema.history.internal.kafka.topic': plan.schemaHistory,
  'schema.history.internal.kafka.bootstrap.servers': plan.bootstrap,
  'schema.history.internal.store.only.captured.databases.ddl': 'true',
});

/** Messages that say nothing of stock are not sent: those of topics with these names. */
export const dropTopics = (topics: readonly string[]): ConnectorConfig =>
  topics.length === 0
    ? {}
    : {
        transforms: 'drop',
        'transforms.drop.type': 'org.apache.kafka.connect.transforms.Filter',
        'transforms.drop.predicate': 'isDropped',
        predicates: 'isDropped',
        'predicates.isDropped.type':
          'org.apache.kafka.connect.transforms.predicates.TopicNameMatches',
        'predicates.isDropped.pattern': topics.map(literally).join('|'),
      };

/** The topic of the table of signals, if there is one. */
export const signalTableTopics = (
  { prefix, signalTable }: CapturePlan,
  nameOf: (place: CapturePlan['heartbeat']) => string,
): readonly string[] => (signalTable ? [`${prefix}.${nameOf(signalTable)}`] : []);
