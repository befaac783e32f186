import type { ConnectorConfig } from '../connect-client.js';
import type { CapturePlan } from './capture-plan.js';
import {
  commonSettings,
  dropTopics,
  schemaHistory,
  signalTableTopics,
  tableSettings,
} from './common.js';
import { signalSettings } from './signals.js';

/**
 * SQL Server by its change tables; its Agent must run. Only the isolation level `snapshot` reads a
 * consistent first snapshot without locks: the database must allow it.
 */
export function sqlserverConnector(plan: CapturePlan): ConnectorConfig {
  const { database, heartbeat } = plan;
  const nameOf = ({ schema, table }: CapturePlan['heartbeat']) => `${database}.${schema}.${table}`;
  return {
    'connector.class': 'io.debezium.connector.sqlserver.SqlServerConnector',
    ...commonSettings(plan),
    'database.names': database,
    'database.encrypt': 'true',
    ...tableSettings(plan, ({ schema, table }) => `${schema}.${table}`),
    ...signalSettings(plan, nameOf),
    ...dropTopics(signalTableTopics(plan, nameOf)),
    ...schemaHistory(plan),
    'snapshot.isolation.mode': 'snapshot',
    'data.query.mode': 'direct',
    'heartbeat.action.query': `UPDATE [${database}].[${heartbeat.schema}].[${heartbeat.table}] SET beat_at = SYSUTCDATETIME() WHERE id = 1`,
  };
}
