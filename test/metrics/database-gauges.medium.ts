import { Metrics } from '#observability';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { DatabaseGauges } from '../../apps/alerting/src/gauges/database-gauges.js';
import { keepVerdicts } from '../../apps/cli/src/audit/keep-verdicts.js';
import { verifyLedger } from '../../apps/cli/src/audit/verify-ledger.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { shopPolicy } from '../support/policies.js';
import { insertRows } from '../support/rows.js';
import { fillLedger, LINES } from '../support/sealed-ledger.js';

let database: TestDatabase;
let metrics: Metrics;

const ago = (seconds: number): string => new Date(Date.now() - seconds * 1000).toISOString();

/** The gauges' lines; an age in whole tens of seconds. */
async function shown(): Promise<readonly string[]> {
  const lines = (await metrics.scrape()).split('\n').filter((line) => line.startsWith('inv_'));
  return lines.map((line) =>
    line.replace(/(age_seconds\S*) ([\d.e-]+)$/, (_, name: string, age: string) => {
      return `${name} ~${Math.floor(Number(age) / 10) * 10}`;
    }),
  );
}

beforeAll(async () => {
  database = await createTestDatabase(inject('stack').statePostgres, 'gauges');
  metrics = new Metrics();
  new DatabaseGauges(database.dataSource, metrics, shopPolicy());
});
afterAll(() => database?.drop());

it('shows nothing of what is not there, and zero where nothing waits', async () => {
  expect(await shown()).toEqual([
    'inv_waiting_changes{source="pos"} 0',
    'inv_waiting_changes{source="wms"} 0',
    'inv_waiting_oldest_age_seconds{source="pos"} ~0',
    'inv_waiting_oldest_age_seconds{source="wms"} ~0',
    ...['bazaar', 'emporium'].map((channel) => `inv_held_zeros{channel="${channel}"} 0`),
    ...['bazaar', 'emporium'].map((channel) => `inv_channel_paused{channel="${channel}"} 0`),
    'inv_outbox_messages 0',
    'inv_outbox_oldest_age_seconds ~0',
    'inv_ledger_lines 0',
    'inv_ledger_verified_lines 0',
    'inv_ledger_broken_partitions 0',
  ]);
});

it('tells what is parked, waits, is refused, and differs', async () => {
  const { dataSource } = database;
  const parked = { topic: 't', partition: 0, headers: {}, reason: 'r', code: 'c', attempts: 1 };
  const message = (offset: number, age: number, stage: string, state = 'parked') => ({
    ...parked,
    offset,
    stage,
    state,
    parked_at: ago(age),
    last_parked_at: ago(age),
  });
  await insertRows(dataSource, 'parked_message', [
    message(1, 105, 'normalizer'),
    message(2, 55, 'normalizer'),
    message(3, 999, 'normalizer', 'discarded'),
    message(4, 25, 'publisher'),
  ]);
  const waiting = { source: 'pos', topic: 't', partition: 0, reason: 'r', value: '\\x7b7d' };
  await insertRows(dataSource, 'waiting_change', [
    { ...waiting, refs: [], offset: 1, awaits: 'items:7', waiting_since: ago(65) },
    { ...waiting, refs: [], offset: 2, awaits: 'items:8', waiting_since: ago(5) },
  ]);
  const exception = { kind: 'unmatched', channel: 'bazaar', order_type: 'sale', detail: 'd' };
  await insertRows(dataSource, 'claim_exception', [
    { ...exception, id: 1, order_id: '7', raised_at: ago(9) },
    { ...exception, id: 2, order_id: '8', raised_at: ago(9), resolved_at: ago(3) },
  ]);
  await insertRows(dataSource, 'claim_outbox', [
    {
      id: 1,
      sku: 'A',
      claim: '00000000-0000-4000-8000-000000000001',
      change: 'made',
      changed_at: ago(15),
    },
  ]);
  const compared = { source: 'pos', compared: 9, mended: 0, moving: 0, result: {} };
  const left = [{ location: 'leeds', age: 'under 1 day', items: 2, units: '3.5' }];
  await insertRows(dataSource, 'reconciliation', [
    { ...compared, id: 1, at: ago(99_999), differences: 4, spread: [{ ...left[0], items: 4 }] },
    { ...compared, id: 2, at: ago(125), differences: 2, spread: left },
  ]);
  const looked = { detail: '', needs_person: false, since: ago(50), looked_at: ago(35) };
  await insertRows(dataSource, 'connector_health', [
    { ...looked, connector: 'shelfwire-pos', source: 'pos', cause: null, restarts: 0 },
    { ...looked, connector: 'shelfwire-wms', source: 'wms', cause: 'slot_lost', restarts: 2 },
    { ...looked, connector: 'shelfwire-old', source: 'old', cause: 'silent', restarts: 1 },
  ]);
  expect(await shown()).toEqual(
    expect.arrayContaining([
      'inv_parked_messages{stage="normalizer"} 2',
      'inv_parked_oldest_age_seconds{stage="normalizer"} ~100',
      'inv_parked_messages{stage="publisher"} 1',
      'inv_waiting_changes{source="pos"} 2',
      'inv_waiting_oldest_age_seconds{source="pos"} ~60',
      'inv_reservation_exceptions{channel="bazaar",kind="unmatched"} 1',
      'inv_outbox_messages 1',
      'inv_outbox_oldest_age_seconds ~10',
      'inv_reconciliation_variance_units{source="pos",location="leeds",age="under 1 day"} 3.5',
      'inv_reconciliation_variance_items{source="pos",location="leeds",age="under 1 day"} 2',
      'inv_reconciliation_age_seconds{source="pos"} ~120',
      'inv_connector_state{source="pos",state="working"} 1',
      'inv_connector_state{source="wms",state="slot_lost"} 1',
      'inv_connector_restarts{source="wms"} 2',
      'inv_connector_seen_age_seconds{source="pos"} ~30',
    ]),
  );
  expect((await shown()).join('\n')).not.toContain('source="old"');
});

it('tells how far the ledger was checked, once each partition was, and that one is changed', async () => {
  const { dataSource } = database;
  await fillLedger(dataSource, 1);
  await fillLedger(dataSource, 2);
  const check = { anchors: [], onProgress: () => {} };
  await keepVerdicts(dataSource, await verifyLedger(dataSource, { ...check, partition: 1 }));
  const half = await shown();
  expect(half).toContain(`inv_ledger_lines ${2 * LINES}`);
  expect(half).toContain('inv_ledger_head_age_seconds ~0');
  expect(half).toContain(`inv_ledger_verified_lines ${LINES}`);
  expect(half.join('\n')).not.toContain('inv_ledger_verified_age_seconds');

  const verdicts = await verifyLedger(dataSource, check);
  await keepVerdicts(dataSource, verdicts);
  expect(await shown()).toContain(`inv_ledger_verified_lines ${2 * LINES}`);
  await dataSource.query(
    `UPDATE ledger_verification SET verified_at = now() - interval '75 s' WHERE partition = 2`,
  );
  expect(await shown()).toContain('inv_ledger_verified_age_seconds ~70');

  const tampering = { kind: 'edited', line: 3n, note: '' } as const;
  await keepVerdicts(
    dataSource,
    verdicts.map((one) => (one.partition === 2 ? { ...one, tampering } : one)),
  );
  const broken = await shown();
  expect(broken).toContain('inv_ledger_broken_partitions 1');
  expect(broken).toContain(`inv_ledger_verified_lines ${LINES}`);
});

it('answers in time while a table is locked, without its gauges, and asks once for many scrapes', async () => {
  const holder = database.dataSource.createQueryRunner();
  await holder.startTransaction();
  await holder.query('LOCK TABLE parked_message IN ACCESS EXCLUSIVE MODE');
  try {
    const startedMs = Date.now();
    const [first, ...others] = await Promise.all([shown(), shown(), shown()]);
    expect(Date.now() - startedMs).toBeLessThan(5_000);
    expect(first).toContain('inv_scrape_failures_total{query="parked"} 1');
    expect(first).toContain('inv_outbox_messages 1');
    expect(first.join('\n')).not.toContain('inv_parked_messages{');
    expect(others).toEqual([first, first]);
  } finally {
    await holder.rollbackTransaction();
    await holder.release();
  }
  expect(await shown()).toContain('inv_parked_messages{stage="normalizer"} 2');
});
