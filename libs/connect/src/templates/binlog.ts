import type { ConnectorConfig } from '../connect-client.js';
import type { CapturePlan } from './capture-plan.js';
import {
  commonSettings,
  dropTopics,
  literally,
  schemaHistory,
  signalTableTopics,
  tableSettings,
} from './common.js';
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
  const nameOf = ({ table }: CapturePlan['heartbeat']) => `${database}.${table}`;
  return {
    'connector.class': CONNECTORS[engine],
    ...commonSettings(plan),
    'database.server.id': String(plan.serverId),
    'database.include.list': literally(database),
    ...tableSettings(plan, nameOf),
    ...signalSettings(plan, nameOf),
    ...schemaHistory(plan),
    'snapshot.locking.mode': 'none',
    'provide.transaction.metadata': 'true',
    ...dropTopics([`${plan.prefix}.transaction`, ...signalTableTopics(plan, nameOf)]),
    'heartbeat.action.query': `UPDATE \`${database}\`.\`${heartbeat.table}\` SET beat_at = CURRENT_TIMESTAMP(6) WHERE id = 1`,
    'connect.keep.alive.interval.ms': '2000',
  };
}
