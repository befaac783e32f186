import type { TestDatabase } from './database.js';
import { insertRows } from './rows.js';

type Ago = (seconds: number) => string;

const TRACE = `org.apache.kafka.connect.errors.ConnectException: An exception occurred in the change event producer.
\tat io.debezium.pipeline.ErrorHandler.setProducerThrowable(ErrorHandler.java:71)
Caused by: org.postgresql.util.PSQLException: FATAL: terminating connection due to administrator command`;

/** A warehouse whose connector needs a person, and a till that is read once more. */
export async function fillWatchedCapture(database: TestDatabase, ago: Ago): Promise<void> {
  await fillAlerts(database, ago);
  await fillConnectors(database, ago);
  await fillBackfill(database, ago);
}

async function fillAlerts({ dataSource }: TestDatabase, ago: Ago): Promise<void> {
  await insertRows(dataSource, 'alert', [
    {
      kind: 'source_stale',
      subject: 'wms',
      severity: 'critical',
      summary: `no heartbeat from wms since ${ago(420)}; one is due within 30 s`,
      since: ago(390),
    },
    {
      kind: 'zeros_held',
      subject: 'emporium',
      severity: 'critical',
      summary: '212 of 240 listings of emporium would go to zero, and are held',
      since: ago(600),
    },
    {
      kind: 'change_waiting',
      subject: 'pos',
      severity: 'warning',
      summary: 'a change of pos has waited for items:4711',
      since: ago(90_000),
      resolved_at: ago(86_000),
    },
  ]);
}

async function fillConnectors({ dataSource }: TestDatabase, ago: Ago): Promise<void> {
  const looked = { looked_at: ago(1), restarts: 0, needs_person: false, detail: '' };
  await insertRows(dataSource, 'connector_health', [
    { ...looked, connector: 'cdc.pos', source: 'pos', cause: null, since: ago(86_400) },
    {
      ...looked,
      connector: 'cdc.wms',
      source: 'wms',
      cause: 'database_away',
      detail: TRACE,
      needs_person: true,
      since: ago(415),
      restarts: 3,
      restarted_at: ago(120),
    },
  ]);
  await insertRows(dataSource, 'audit_finding', [
    {
      source: 'wms',
      check: 'wal_keep',
      found: 'max_slot_wal_keep_size = 64MB',
      expected: 'at least 1GB',
      mend: "ALTER SYSTEM SET max_slot_wal_keep_size = '4GB', then reload",
      since: ago(7_200),
    },
  ]);
}

async function fillBackfill({ dataSource }: TestDatabase, ago: Ago): Promise<void> {
  await insertRows(dataSource, 'backfill', [
    {
      id: 'a1',
      source: 'pos',
      tables: ['ospos_item_quantities'],
      skus: [],
      asked_by: 'ada',
      reason: 'restored from a backup',
      state: 'running',
      estimate: 12_480,
      chunk_rows: 1_024,
      rows_done: 0,
      chunks: 5,
      paced: false,
      heard_offset: 0,
      asked_at: ago(70),
      started_at: ago(66),
    },
  ]);
}
