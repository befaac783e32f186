import { Logger } from '@nestjs/common';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.js';
import { insertRows } from '../../../test/support/rows.js';
import { newWatch } from '../../../test/support/watch.js';

const start = Date.now();
const at = (second: number): Date => new Date(start + second * 1000);

describe('what Watch tells of channels', () => {
  let database: TestDatabase;
  let lines: string[];

  beforeAll(async () => {
    database = await createTestDatabase(inject('stack').statePostgres, 'channel_alerts');
    lines = [];
    vi.spyOn(Logger.prototype, 'warn').mockImplementation((line: string) => lines.push(line));
    vi.spyOn(Logger.prototype, 'log').mockImplementation((line: string) => lines.push(line));
  });
  afterEach(() => vi.restoreAllMocks());
  afterAll(() => database?.drop());

  const alerts = () =>
    database.dataSource.query<unknown[]>(
      'SELECT kind, subject, severity, since, resolved_at FROM alert ORDER BY kind, subject',
    );

  it('tells of zeros that are held, of a paused channel, and of listings that drift', async () => {
    const watch = newWatch(database.dataSource);
    await insertRows(database.dataSource, 'mass_zero', [
      {
        channel: 'bazaar',
        held: 31,
        showing: 40,
        samples: ['A'],
        cause: 'no stock',
        held_at: at(5),
      },
    ]);
    await insertRows(database.dataSource, 'channel_control', [
      { channel: 'emporium', paused_at: at(6), paused_because: 'prices are wrong' },
    ]);
    await insertRows(database.dataSource, 'channel_drift', [
      { channel: 'bazaar', sku: 'A', expected: 1, found: 2, found_at: at(7) },
      { channel: 'bazaar', sku: 'A', expected: 1, found: 3, found_at: at(8) },
      { channel: 'bazaar', sku: 'B', expected: 1, found: 2, found_at: at(-9_000) },
    ]);
    await watch.look(at(10));
    const opened = await alerts();
    await database.dataSource.query('UPDATE mass_zero SET confirmed_at = now()');
    await watch.look(at(11));

    expect(opened).toMatchObject([
      { kind: 'channel_paused', subject: 'emporium', severity: 'warning', since: at(6) },
      { kind: 'listings_drifted', subject: 'bazaar', severity: 'warning', since: at(7) },
      { kind: 'zeros_held', subject: 'bazaar', severity: 'critical', since: at(5) },
    ]);
    expect(await alerts()).toMatchObject([
      { kind: 'channel_paused', resolved_at: null },
      { kind: 'listings_drifted', resolved_at: null },
      { kind: 'zeros_held', resolved_at: at(11) },
    ]);
    expect(lines.join('\n')).toContain('1 listings of bazaar showed another number');
  });
});
