import type { ConnectorConfig } from '../connect-client.js';
import type { CapturePlan } from './capture-plan.js';
import {
  commonSettings,
  dropTopics,
  literally,
  signalTableTopics,
  tableSettings,
} from './common.js';
import { signalSettings } from './signals.js';

/** The publication that `grants` makes: the tables of the pack and the heartbeat's, no others. */
export const PUBLICATION = 'shelfwire';

const nameOf = ({ schema, table }: CapturePlan['heartbeat']): string => `${schema}.${table}`;

/** PostgreSQL by pgoutput. A slot that has moved past the connector's offset is told, not skipped over. */
export function postgresqlConnector(plan: CapturePlan): ConnectorConfig {
  const { database, heartbeat, tables } = plan;
  const schemas = [...new Set([...tables, heartbeat].map(({ schema }) => schema ?? 'public'))];
  return {
    'connector.class': 'io.debezium.connector.postgresql.PostgresConnector',
    ...commonSettings(plan),
    'database.dbname': database,
    'plugin.name': 'pgoutput',
    'slot.name': plan.slot,
    'slot.drop.on.stop': 'false',
    'offset.mismatch.strategy': 'trust_offset',
    'publication.name': PUBLICATION,
    'publication.autocreate.mode': 'disabled',
    'schema.include.list': schemas.map(literally).join(','),
    ...tableSettings(plan, nameOf),
    ...signalSettings(plan, nameOf),
    ...dropTopics(signalTableTopics(plan, nameOf)),
    'snapshot.locking.mode': 'none',
    // seconds: a server that takes a connection and never answers would hold the task for ever
    'driver.loginTimeout': '30',
    'heartbeat.action.query': `UPDATE "${heartbeat.schema}"."${heartbeat.table}" SET beat_at = clock_timestamp() WHERE id = 1`,
  };
}
