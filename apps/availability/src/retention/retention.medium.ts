import type { RawMessage } from '#messaging';
import { createDataSource } from '#storage';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { dumpTables } from '../../../../test/support/dump-tables.js';
import { shopPolicy } from '../../../../test/support/policies.js';
import { stockBatch, type EventGiven } from '../../../../test/support/stock-messages.js';
import {
  FIRST_DAY,
  movementMessage,
  YEARS_DAYS,
  yearsOfMovements,
} from '../../../../test/support/years-of-movements.js';
import { ApplyBatches } from '../apply-batches.js';
import { plainTerms } from '../terms/policy-terms.js';
import { forgetMovements } from './forget-movements.js';
import { RetentionSweep } from './retention-sweep.js';

const DAYS = 400;
const NOW = new Date(FIRST_DAY + (YEARS_DAYS + 1) * 86_400_000);
const AT = { topic: 'stock.events.v1', partition: 0 };
const HISTORY = yearsOfMovements(1);
const CHANGED = ['contribution', 'ledger_relation', 'retention_mark'];

let database: TestDatabase;
let next = BigInt(HISTORY.length);

async function fold(messages: readonly RawMessage[]): Promise<void> {
  const current = () => ({ ...plainTerms(shopPolicy()), now: NOW });
  const apply = new ApplyBatches(database.dataSource, { current });
  for (let from = 0; from < messages.length; from += 250) {
    await apply.handle([stockBatch(AT.partition, messages.slice(from, from + 250))], () => 0n);
  }
}

/** What was told comes again, at the end of the topic. */
async function foldAgain(messages: readonly RawMessage[]): Promise<void> {
  await fold(messages.map((message, index) => ({ ...message, offset: next + BigInt(index) })));
  next += BigInt(messages.length);
}

/** A change of today. */
async function happen(given: EventGiven): Promise<void> {
  const message = movementMessage(Number(next), YEARS_DAYS, given);
  next += 1n;
  await fold([message]);
}

async function sweep(): Promise<number> {
  const swept = new RetentionSweep(database.dataSource, { partitions: [AT] }, DAYS);
  let rows = 0;
  for (let step = 0; step < 20; step += 1) {
    for (const forgotten of await swept.step(NOW)) rows += forgotten.rows.length;
  }
  return rows;
}

const others = (tables: Record<string, string[]>) =>
  Object.fromEntries(Object.entries(tables).filter(([name]) => !CHANGED.includes(name)));

const query = <T>(sql: string, values: unknown[] = []) =>
  database.dataSource.query<T[]>(sql, values);

const unitsOf = async (sku: string, location: string): Promise<number> => {
  const [row] = await query<{ units: number }>(
    `SELECT available_base::float AS units FROM stock_position
     WHERE sku = $1 AND location = $2 AND source = 'pos'`,
    [sku, location],
  );
  return row?.units ?? Number.NaN;
};

const exceptions = () =>
  query<{ kind: string; row_key: string }>(
    'SELECT kind, row_key FROM reconciliation_exception ORDER BY recorded_at, event_id',
  );

/** A row that is not kept any more. */
async function forgottenRow(kind: string): Promise<{ sku: string; row_key: string }> {
  const [row] = await query<{ sku: string; row_key: string }>(
    `SELECT sku, row_key FROM ledger_line AS l
     WHERE kind = $1 AND location = 'leeds' AND op = 'c'
       AND NOT EXISTS (SELECT FROM contribution AS c WHERE c.sku = l.sku AND c.row_key = l.row_key)
     ORDER BY line LIMIT 1`,
    [kind],
  );
  if (!row) throw new Error(`no row of kind ${kind} was forgotten`);
  return row;
}

beforeAll(async () => {
  database = await createTestDatabase(inject('stack').statePostgres, 'retention');
  await fold(HISTORY);
}, 120_000);
afterAll(() => database.drop());

describe('movements that a count covers, after their retention', () => {
  it('are forgotten in short transactions, and change nothing else', async () => {
    const before = await dumpTables(database.dataSource);
    const rows = await sweep();
    const after = await dumpTables(database.dataSource);

    expect(rows).toBeGreaterThan(HISTORY.length / 3);
    expect(after['contribution']).toHaveLength((before['contribution']?.length ?? 0) - rows);
    expect(others(after)).toEqual(others(before));
    const marks = await query<{ rows: number }>('SELECT rows FROM retention_mark');
    expect(marks.length).toBeGreaterThan(1);
    expect(Math.max(...marks.map((mark) => mark.rows))).toBeLessThanOrEqual(1_000);
    expect(await sweep()).toBe(0);
  });

  it('change nothing when everything comes again (I2)', async () => {
    const before = await dumpTables(database.dataSource);
    await foldAgain(HISTORY);
    expect(await dumpTables(database.dataSource)).toEqual(before);
  }, 120_000);

  it('are there again for nobody when a snapshot reads them in a new epoch', async () => {
    const { row_key } = await forgottenRow('adjustment');
    const rows = 'SELECT count(*)::int AS rows FROM contribution';
    const before = await query(rows);
    const told = HISTORY.findLast(({ value }) => value?.includes(`"key":"${row_key}"`));
    const text = (told?.value ?? '').toString();
    const read = text.replace(/"op":".","epoch":1/, '"op":"r","epoch":2');
    expect(read).not.toBe(text);
    if (told) await foldAgain([{ ...told, value: Buffer.from(read) }]);
    expect(await query(rows)).toEqual(before);
  });

  it('make an exception of a change that amends one of them, and no change of stock', async () => {
    const { sku, row_key } = await forgottenRow('adjustment');
    const units = await unitsOf(sku, 'leeds');
    await happen({ sku, quantity: '77', source: { key: row_key, op: 'u' } });

    expect(await exceptions()).toEqual([{ kind: 'amended_past_retention', row_key }]);
    expect(await unitsOf(sku, 'leeds')).toBe(units);
  });

  it('make an exception of a cancellation of one of them', async () => {
    const { sku, row_key } = await forgottenRow('sale');
    const units = await unitsOf(sku, 'leeds');
    const cause = { type: 'sale', id: row_key, line: '1' };
    await happen({ sku, cause, kind: 'cancellation', quantity: '3', source: { key: 'too late' } });

    expect(await exceptions()).toContainEqual({
      kind: 'cancelled_past_retention',
      row_key: 'too late',
    });
    expect(await unitsOf(sku, 'leeds')).toBe(units);
  });

  it('are no matter for a row that becomes a movement of the item only now', async () => {
    const before = await exceptions();
    const units = await unitsOf('SKU-3', 'leeds');
    await happen({
      sku: 'SKU-3',
      quantity: '2',
      amends: false,
      source: { key: 'a draft', op: 'u' },
    });

    expect(await exceptions()).toEqual(before);
    expect(await unitsOf('SKU-3', 'leeds')).toBe(units + 2);
  });

  it.each(['SKU-3', 'SKU-10'])('are nothing any more after the next count of %s', async (sku) => {
    const source = { key: `next count of ${sku}` };
    await happen({ sku, quantity: '41', kind: 'cycle_count', effect: 'count', source });

    expect(await unitsOf(sku, 'leeds')).toBe(41);
  });

  it('are left alone while a fold has the partition (I4)', async () => {
    const impatient = createDataSource(`${database.url}?options=-c%20lock_timeout%3D300`, 'test');
    await impatient.initialize();
    try {
      await database.dataSource.transaction(async (manager) => {
        await manager.query('SELECT FROM stage_progress FOR UPDATE');
        const work = forgetMovements(
          impatient,
          AT,
          [{ sku: 'SKU-1', source: 'pos' }],
          NOW.toISOString(),
        );
        await expect(work).rejects.toThrow('lock timeout');
      });
    } finally {
      await impatient.destroy();
    }
  });
});
