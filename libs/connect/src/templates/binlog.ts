import type { ConnectorConfig } from '../connect-client.js';
import type { CapturePlan } from './capture-plan.js';
import { commonSettings, literally, schemaHistory, tableSettings } from './common.js';
import { signalSettings } from './signals.js';

const CONNECTORS = {
  mariadb: 'io.debezium.connector.mariadb.MariaDbConnector',
  mysql: 'io.debezium.connector.mysql.MySqlConnector',
} as const;

/**
 * MariaDB and MySQL. A change's order within its transaction is part of its version, so transaction
 * metadata are asked for; the messages that only mark a transaction's ends are dropped.
 */
export function binlogConnector(
  engine: keyof typeof CONNECTORS,
  plan: CapturePlan,
): ConnectorConfig {
  const { database, heartbeat } = plan;
  return {
    'connector.class': CONNECTORS[engine],
    ...commonSettings(plan),
    'database.server.id': String(plan.serverId),
    'database.include.list': literally(database),
    ...tableSettings(plan, ({ table }) => `${database}.${table}`),
    ...signalSettings(plan, ({ table }) => `${database}.${table}`),
    ...schemaHistory(plan),
    'snapshot.locking.mode': 'none',
    'provide.transaction.metadata': 'true',
    transforms: 'dropTransactionMarkers',
    'transforms.dropTransactionMarkers.type': 'org.apache.kafka.connect.transforms.Filter',
    'transforms.dropTransactionMarkers.predicate': 'isTransactionMarker',
    predicates: 'isTransactionMarker',
    'predicates.isTransactionMarker.type':
      'org.apache.kafka.connect.transforms.predicates.TopicNameMatches',
    'predicates.isTransactionMarker.pattern': literally(`${plan.prefix}.transaction`),
    'heartbeat.action.query': `UPDATE \`${database}\`.\`${heartbeat.table}\` SET beat_at = CURRENT_TIMESTAMP(6) WHERE id = 1`,
    'connect.keep.alive.interval.ms': '2000',
  };
}
