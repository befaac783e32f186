import { dayOf } from '#domain';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { startApi, type ApiServer } from '../../../../test/support/api-server.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { shopPolicy } from '../../../../test/support/policies.js';
import { insertRows } from '../../../../test/support/rows.js';
import { ledgerRow } from '../../../../test/support/stock-rows.js';
import { CountList } from './count-list.js';

const NOW = new Date('2026-11-20T12:00:00.000Z');
const TODAY = dayOf(NOW.getTime());
const POLICY = {
  ...shopPolicy(),
  countClasses: [{ name: 'all', fromUnitsPerDay: 0, withinDays: 30 }],
};

const daysBack = (days: number): string =>
  new Date(NOW.getTime() - days * 86_400_000).toISOString();
/** Two lines of one unit on each day from one to another, both included, counted back from today. */
const soldOn = (from: number, to: number) =>
  Array.from({ length: from - to + 1 }, (_, index) => [TODAY - from + index, 2, 20, 200]);

describe('what should be counted', () => {
  let database: TestDatabase;
  let api: ApiServer;

  const item = async (
    sku: string,
    book: number,
    days: unknown[][],
    countedDaysAgo: number | null,
  ) => {
    await insertRows(database.dataSource, 'location_stock', [
      {
        partition: 3,
        sku,
        location: 'leeds',
        available_base: book,
        sellable_to: 'all',
        claimed: 0,
      },
    ]);
    await insertRows(database.dataSource, 'item_history', [
      {
        partition: 3,
        sku,
        location: 'leeds',
        source: 'pos',
        newest_day: days.at(-1)?.[0] ?? 0,
        days,
        sizes: [[], []],
        counted_at: countedDaysAgo === null ? null : daysBack(countedDaysAgo),
      },
    ]);
  };
  const count = (line: number, sku: string, daysAgo: number, counted: number, change: number) =>
    ledgerRow({
      line,
      sku,
      location: 'leeds',
      source: 'pos',
      table_name: 'counts',
      row_key: String(line),
      op: 'c',
      kind: 'cycle_count',
      effect: 'count',
      contributes: counted,
      change,
      occurred_at: daysBack(daysAgo),
    });
  const listed = async () => {
    const { body } = await api.get('/v1/counts/list?location=leeds');
    return body as {
      items: number;
      candidates: { sku: string; book: string; reasons: { reason: string; why: string }[] }[];
    };
  };

  beforeAll(async () => {
    database = await createTestDatabase(inject('stack').statePostgres, 'counts');
    api = await startApi(database.url, POLICY);
    await item('sound', 9, soldOn(27, 1), 5);
    await item('gone', 9, soldOn(27, 9), 5);
    await item('negative', -2, soldOn(27, 1), 5);
    await item('old', 9, soldOn(27, 1), 100);
    await item('off', 9, soldOn(27, 1), 5);
    await insertRows(database.dataSource, 'ledger_line', [
      count(1, 'off', 40, 50, 0),
      count(2, 'off', 5, 10, -40),
      count(3, 'sound', 5, 10, 0),
    ]);
  });
  afterAll(async () => {
    await api?.close();
    await database?.drop();
  });

  it('is found at each location in turn, every six hours, and told with its figures', async () => {
    expect(await api.get('/v1/counts/list?location=leeds')).toMatchObject({
      body: { lookedAt: null, candidates: [] },
    });
    const list = new CountList(database.dataSource, POLICY);
    const looked = [await list.step(NOW), await list.step(NOW), await list.step(NOW)];
    expect(looked).toEqual(['leeds', 'depot', undefined]);
    const { items, candidates } = await listed();
    expect(items).toBe(5);
    expect(
      candidates.map(({ sku, reasons }) => [sku, reasons.map(({ reason }) => reason)]),
    ).toEqual([
      ['negative', ['negative']],
      ['gone', ['phantom']],
      ['off', ['far_count', 'variance']],
      ['old', ['overdue']],
    ]);
    expect(candidates.map(({ reasons }) => reasons[0]?.why)).toEqual([
      'the book says -2',
      expect.stringContaining('sold on 19 of 19 days, and on none of the last 8'),
      'counted 10 where the book said 50, after 67.5 were sold',
      '100 days since the count, 30 allowed at 1.9 a day',
    ]);
  });

  it('forgets what has been mended, and refuses locations that there are none of', async () => {
    await database.dataSource.query(
      `UPDATE location_stock SET available_base = 4 WHERE sku = 'negative'`,
    );
    const later = new Date(NOW.getTime() + 6 * 3_600_000);
    expect(await new CountList(database.dataSource, POLICY).step(later)).toBe('leeds');
    expect((await listed()).candidates.map(({ sku }) => sku)).not.toContain('negative');
    expect(await api.get('/v1/counts/list?location=leads')).toMatchObject({
      status: 404,
      body: { suggestion: 'leeds' },
    });
    expect((await api.get('/v1/counts/list')).status).toBe(400);
  });
});
