import { topicsOf, type KafkaRecord, type StockEventV1 } from '#contracts';
import type { RawBatch, RecordProducer } from '#messaging';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it, vi } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.js';
import {
  changeMessage,
  DEPOT_PACK,
  depotPolicy,
  rowMessage,
  type Images,
} from '../../../test/support/depot-pack.js';
import { NormalizeBatches } from './normalize-batches.js';
import { SourceCatalog } from './source-catalog.js';

describe('references through references', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pack-'));
  let database: TestDatabase;
  let normalize: NormalizeBatches;
  let sent: KafkaRecord[];
  let offset: number;

  beforeAll(async () => {
    writeFileSync(join(folder, 'pack.yaml'), DEPOT_PACK);
    database = await createTestDatabase(inject('stack').statePostgres, 'chains');
    const producer = {
      send: (_: string, records: readonly KafkaRecord[]) => {
        sent.push(...records);
        return Promise.resolve();
      },
    } as unknown as RecordProducer;
    const catalog = new SourceCatalog(depotPolicy(folder), 'shelfwire.yaml', '');
    normalize = new NormalizeBatches(database.dataSource, producer, catalog, topicsOf(''));
  });
  afterAll(async () => {
    await database.drop();
    rmSync(folder, { recursive: true });
  });
  beforeEach(async () => {
    sent = [];
    offset = 0;
    await database.dataSource.query(
      'TRUNCATE stage_progress, reference_entry, source_row, waiting_change, parked_message',
    );
  });

  const one = (table: string) => ({
    topic: `cdc.wms.public.${table}`,
    partition: 0,
    alive: () => true,
  });
  const change = (table: string, ...rows: Record<string, unknown>[]): RawBatch[] => [
    {
      ...one(table),
      messages: rows.map((after) => rowMessage(BigInt(offset++), after)),
      nextOffset: BigInt(offset),
    },
  ];
  const changed = (table: string, images: Images): RawBatch[] => {
    const at = BigInt(offset++);
    return [{ ...one(table), messages: [changeMessage(at, images)], nextOffset: BigInt(offset) }];
  };
  const handle = async (...batches: RawBatch[][]): Promise<string[]> => {
    sent = [];
    const { poisons } = await normalize.handle(batches.flat());
    expect(poisons).toEqual([]);
    return sent.map(({ value }) => describeEvent(JSON.parse(String(value)) as StockEventV1));
  };
  const waiting = () =>
    database.dataSource.query<{ awaits: string; waiting_since: Date }[]>(
      'SELECT awaits, waiting_since FROM waiting_change ORDER BY "offset"',
    );
  const awaited = async () => (await waiting()).map(({ awaits }) => awaits);

  const shelf = { id: 7, name: 'Shelf', parent: 8 };
  const leeds = { id: 8, name: 'Leeds', parent: null };
  const line = { id: 1, lot_id: 5, product_id: null, place_id: 7, quantity: 4 };
  const install = async () => {
    await handle(
      change('product', { id: 1, code: 'A', barcode: null }, { id: 2, code: 'B', barcode: null }),
    );
    await handle(change('lot', { id: 5, product_id: 1 }));
    await handle(change('place', shelf, leeds));
  };

  it('waits for each in turn, and is never lost', async () => {
    expect([await handle(change('line', line)), await awaited()]).toEqual([[], ['lot:5']]);
    await handle(change('place', shelf));
    const since = (await waiting())[0]?.waiting_since;
    await handle(change('lot', { id: 5, product_id: 1 }));
    expect(await awaited()).toEqual(['product:1']);
    await handle(change('product', { id: 1, code: 'A', barcode: null }));
    expect((await waiting())[0]).toEqual({ awaits: 'place:8', waiting_since: since });

    expect(await handle(change('place', leeds))).toEqual(['A 4 store-leeds']);
    expect(await awaited()).toEqual([]);
  });

  it('follows a lot to another product while its own has not arrived', async () => {
    await handle(change('place', shelf, leeds));
    await handle(change('product', { id: 2, code: 'B', barcode: null }));
    await handle(change('lot', { id: 5, product_id: 1 }));
    await handle(change('line', line));
    expect(await awaited()).toEqual(['product:1']);

    expect(await handle(change('lot', { id: 5, product_id: 2 }))).toEqual(['B 4 store-leeds']);
    expect(await awaited()).toEqual([]);
  });

  it('goes to the location that its shelf is moved to while the policy knows none', async () => {
    await install();
    await handle(change('place', { id: 9, name: 'York', parent: null }, { ...shelf, parent: 9 }));
    await handle(change('line', line));
    expect(await awaited()).toEqual(['location:York']);

    expect(await handle(change('place', shelf))).toEqual(['A 4 store-leeds']);
  });

  it('translates anew what a reference of any depth had translated', async () => {
    await install();
    expect(await handle(change('line', line))).toEqual(['A 4 store-leeds']);

    expect(await handle(change('lot', { id: 5, product_id: 2 }))).toEqual([
      'B 4 store-leeds',
      'A gone',
    ]);
    expect(await handle(change('product', { id: 2, code: 'C', barcode: null }))).toEqual([
      'C 4 store-leeds',
      'A gone',
      'B gone',
    ]);
    expect(await handle(change('product', { id: 1, code: 'D', barcode: null }))).toEqual([]);
    expect(await handle(change('place', { ...leeds, name: 'London' }))).toContain(
      'C 4 store-london',
    );
  });

  it('remembers the newest change of a row, also where an older one is translated beside it', async () => {
    await install();
    const bay = { id: 3, name: 'Leeds', parent: null };
    await handle(change('place', bay));
    await handle(change('line', { ...line, place_id: 3 }));
    await handle(change('place', { ...bay, name: 'York' }));
    await handle(change('line', { ...line, place_id: 3, quantity: 6 }));
    expect(await awaited()).toEqual(['location:York', 'location:York']);
    expect(await handle(change('place', bay))).toContain('A 6 store-leeds');

    expect(await handle(change('product', { id: 1, code: 'Z', barcode: null }))).toEqual([
      'Z 6 store-leeds',
      'A gone',
    ]);
  });

  it('lets the later changes of a row wait behind one that waits', async () => {
    await install();
    const unknown = { ...line, lot_id: null, product_id: 3 };
    const known = { ...unknown, product_id: 1 };
    await handle(change('line', unknown));
    await handle(changed('line', { before: unknown, after: known }));
    await handle(changed('line', { before: known, after: null }));
    await handle(change('line', { ...known, id: 2 }));
    expect(await awaited()).toEqual(['product:3', 'product:3', 'product:3']);
    await handle(change('product', { id: 1, code: 'Z', barcode: null }));

    const events = await handle(change('product', { id: 3, code: 'C', barcode: null }));
    expect(events.indexOf('Z gone')).toBeGreaterThan(events.indexOf('Z 4 store-leeds'));
    expect(events.indexOf('C gone')).toBeGreaterThan(events.indexOf('C 4 store-leeds'));
    expect(await awaited()).toEqual([]);
  });

  it('finds a row by another column than its key, now and after it changes', async () => {
    const pen = { id: 1, code: 'PEN', barcode: '4006381' };
    await handle(change('product', { ...pen, id: 2, code: 'OTHER', barcode: null }));
    await handle(change('tally', { id: 1, barcode: '4006381', quantity: 3 }));
    expect(await awaited()).toEqual(['product by barcode:4006381']);

    expect(await handle(change('product', pen))).toEqual(['PEN 3 store-leeds']);
    expect(await handle(change('product', { ...pen, code: 'BIRO' }))).toEqual([
      'BIRO 3 store-leeds',
      'PEN gone',
    ]);
  });

  it('does without a lot, and asks once for each depth, of all rows together', async () => {
    await install();
    await handle(change('lot', { id: 6, product_id: 2 }));
    const lines = [1, 2, 3, 4].map((id) => ({ ...line, id, lot_id: id % 2 ? 5 : 6 }));
    const lotless = { ...line, id: 9, lot_id: null, product_id: 2 };
    const log = vi.spyOn(database.dataSource.logger, 'logQuery');
    await handle(change('line', ...lines, lotless));
    const queries = log.mock.calls.filter(([query]) => query.includes('FROM reference_entry'));
    log.mockRestore();

    expect(queries).toHaveLength(2);
    expect(sent).toHaveLength(5);
  });
});

const describeEvent = ({ sku, quantity, retracted, location }: StockEventV1): string =>
  retracted ? `${sku} gone` : `${sku} ${quantity} ${location}`;
