import { topicsOf, type KafkaRecord } from '#contracts';
import type { RecordProducer } from '#messaging';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { DEPOT_PACK, depotPolicy, rowMessage } from '../../../../test/support/depot-pack.js';
import { NormalizeBatches } from '../normalize-batches.js';
import { SourceCatalog } from '../source-catalog.js';
import { tryAgainByNewPacks } from './try-again.js';

const MENDED = DEPOT_PACK.replace('quantity: row.quantity', 'quantity: row.pieces').replace(
  'columns: [id, barcode, quantity]',
  'columns: [id, barcode, pieces]',
);
const folder = mkdtempSync(join(tmpdir(), 'pack-'));
let database: TestDatabase;
let sent: KafkaRecord[] = [];

const producer = {
  send: (_: string, records: readonly KafkaRecord[]) => {
    sent.push(...records);
    return Promise.resolve();
  },
} as unknown as RecordProducer;

/** A normalizer that has just started, with the pack as it is then. */
function startWith(pack: string) {
  writeFileSync(join(folder, 'pack.yaml'), pack);
  const catalog = new SourceCatalog(depotPolicy(folder), 'shelfwire.yaml', '');
  const normalize = new NormalizeBatches(database.dataSource, producer, catalog, topicsOf(''));
  return { catalog, normalize };
}

const batch = (table: string, offset: bigint, row: Record<string, unknown>) => ({
  topic: `cdc.wms.public.${table}`,
  partition: 0,
  messages: [rowMessage(offset, row)],
  nextOffset: offset + 1n,
  alive: () => true,
});

const parked = () =>
  database.dataSource.query<unknown[]>('SELECT state, code FROM parked_message ORDER BY "offset"');

beforeAll(async () => {
  database = await createTestDatabase(inject('stack').statePostgres, 'tryagain');
});
afterAll(async () => {
  await database.drop();
  rmSync(folder, { recursive: true });
});

it('reads by a mended pack what the former one parked, and leaves the rest parked', async () => {
  const former = startWith(DEPOT_PACK);
  await former.normalize.handle([batch('product', 0n, { id: 1, code: 'A', barcode: '1' })]);
  await former.normalize.handle([batch('tally', 0n, { id: 1, barcode: '1', pieces: 7 })]);
  await former.normalize.handle([batch('tally', 1n, { id: 2, barcode: '1', boxes: 1 })]);
  const missing = { code: 'change.column_missing' };
  expect(await parked()).toEqual([
    { state: 'parked', ...missing },
    { state: 'parked', ...missing },
  ]);
  expect([...(await tryAgainByNewPacks(database.dataSource, former.catalog))]).toEqual([]);

  sent = [];
  const mended = startWith(MENDED);
  expect([...(await tryAgainByNewPacks(database.dataSource, mended.catalog))]).toEqual([
    ['wms', 2],
  ]);
  await mended.normalize.redrive(10);
  expect(sent.map(({ value }) => JSON.parse(value) as unknown)).toMatchObject([
    { sku: 'A', quantity: '7' },
  ]);
  expect(await parked()).toEqual([
    { state: 'redriven', ...missing },
    { state: 'parked', ...missing },
  ]);
  expect([...(await tryAgainByNewPacks(database.dataSource, mended.catalog))]).toEqual([]);

  const actions = await database.dataSource.query<unknown[]>(
    'SELECT actor, action, subject, details FROM operator_action',
  );
  expect(actions).toMatchObject([
    { actor: 'normalizer', action: 'dlq.redrive', subject: 'wms', details: { messages: 2 } },
  ]);
});
