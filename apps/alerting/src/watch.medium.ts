import { Metrics } from '#observability';
import { Logger } from '@nestjs/common';
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  inject,
  it,
  vi,
} from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.js';
import { insertRows } from '../../../test/support/rows.js';
import { newWatch } from '../../../test/support/watch.js';
import type { Watch } from './watch.js';

const start = Date.now();
const at = (second: number): Date => new Date(start + second * 1000);

describe('Watch', () => {
  let database: TestDatabase;
  let watch: Watch;
  let metrics: Metrics;
  let lines: string[];

  const startWatch = (): Watch => {
    metrics = new Metrics();
    return newWatch(database.dataSource, { metrics });
  };
  const beat = (source: string, second: number) =>
    database.dataSource.query(
      `INSERT INTO source_heartbeat VALUES ($1, $2, $2)
       ON CONFLICT (source) DO UPDATE SET seen_at = excluded.seen_at`,
      [source, at(second).toISOString()],
    );
  const alerts = () =>
    database.dataSource.query<unknown[]>(
      'SELECT kind, subject, severity, since, resolved_at FROM alert ORDER BY kind, subject',
    );

  beforeAll(async () => {
    database = await createTestDatabase(inject('stack').statePostgres, 'alerting');
  });
  afterAll(() => database?.drop());
  beforeEach(async () => {
    await database.dataSource.query(
      `TRUNCATE alert, source_heartbeat, stage_progress, parked_message, waiting_change,
         claim_exception, location_stock, order_promise`,
    );
    await beat('wms', 1_000);
    lines = [];
    vi.spyOn(Logger.prototype, 'warn').mockImplementation((line: string) => lines.push(line));
    vi.spyOn(Logger.prototype, 'log').mockImplementation((line: string) => lines.push(line));
    watch = startWatch();
  });
  afterEach(() => vi.restoreAllMocks());

  it('reports a silent source once, and once that it is back', async () => {
    await beat('pos', 0);
    await watch.look(at(30));
    expect(await alerts()).toEqual([]);
    for (const second of [31, 32, 40]) await watch.look(at(second));
    expect(await alerts()).toEqual([
      {
        kind: 'source_stale',
        subject: 'pos',
        severity: 'critical',
        since: at(0),
        resolved_at: null,
      },
    ]);
    await beat('pos', 41);
    for (const second of [42, 43]) await watch.look(at(second));
    expect(await alerts()).toMatchObject([{ subject: 'pos', resolved_at: at(42) }]);
    expect(lines).toEqual([
      `alert source_stale pos: no heartbeat from pos since ${at(0).toISOString()}; one is due within 30 s`,
      'resolved source_stale pos',
    ]);
  });

  it('opens the same alert again after it was resolved', async () => {
    await beat('pos', 0);
    await watch.look(at(40));
    await beat('pos', 41);
    await watch.look(at(42));
    await watch.look(at(90));
    expect(await alerts()).toMatchObject([{ subject: 'pos', since: at(41), resolved_at: null }]);
    expect(lines).toHaveLength(3);
  });

  it('counts a source that never beat from the start, and ends no alert by starting again', async () => {
    await watch.look(at(110));
    expect(await alerts()).toEqual([]);
    await watch.look(at(130));
    expect(await alerts()).toMatchObject([{ subject: 'pos', resolved_at: null }]);
    await startWatch().look(new Date());
    expect(await alerts()).toMatchObject([{ subject: 'pos', resolved_at: null }]);
    expect(lines).toHaveLength(1);
  });

  it('awaits a source while the rows of its first snapshot arrive, and no longer', async () => {
    const progress = { stage: 'normalizer', partition: 0, applied: 9, announced: 9 };
    await insertRows(database.dataSource, 'stage_progress', [
      { ...progress, topic: 'shop.cdc.pos.ospos.items', updated_at: at(500) },
      { ...progress, topic: 'shop.cdc.pos2.ospos.items', updated_at: at(900) },
    ]);
    await watch.look(at(610));
    expect(await alerts()).toEqual([]);
    await watch.look(at(621));
    expect(await alerts()).toMatchObject([{ subject: 'pos', since: at(500) }]);
  });

  it('measures silence', async () => {
    await beat('pos', 0);
    await watch.look(at(45));
    const text = await metrics.registry.metrics();
    expect(text).toContain('inv_source_heartbeat_age_seconds{source="pos"} 45');
    expect(text).toContain('inv_source_stale{source="pos"} 1');
    expect(text).toContain('inv_source_stale{source="wms"} 0');
  });

  it('reports messages that are parked, until none is for five minutes', async () => {
    await beat('pos', 1_000);
    const parked = { topic: 't', partition: 0, headers: {}, reason: 'r' };
    await insertRows(database.dataSource, 'parked_message', [
      { ...parked, offset: 1, stage: 'normalizer', code: 'a', parked_at: at(10) },
      { ...parked, offset: 2, stage: 'normalizer', code: 'a', parked_at: at(20) },
    ]);
    await watch.look(at(21));
    await watch.look(at(319));
    expect(await alerts()).toMatchObject([
      { kind: 'parked_growing', subject: 'normalizer/a', since: at(10), resolved_at: null },
    ]);
    await watch.look(at(321));
    expect(await alerts()).toMatchObject([{ resolved_at: at(321) }]);
  });

  it('reports a change that waits for longer than five minutes', async () => {
    await beat('pos', 1_000);
    const waiting = { source: 'pos', topic: 't', partition: 0, reason: 'r', value: '\\x7b7d' };
    await insertRows(database.dataSource, 'waiting_change', [
      { ...waiting, offset: 1, awaits: 'items:7', waiting_since: at(0) },
      { ...waiting, offset: 2, awaits: 'items:8', waiting_since: at(299) },
    ]);
    await watch.look(at(300));
    expect(await alerts()).toEqual([]);
    await watch.look(at(301));
    expect(await alerts()).toMatchObject([{ kind: 'change_waiting', subject: 'pos' }]);
    await database.dataSource.query('DELETE FROM waiting_change WHERE "offset" = 1');
    await watch.look(at(302));
    expect(await alerts()).toMatchObject([{ resolved_at: at(302) }]);
  });

  it('reports orders that no stock answers for, and places that promised too much', async () => {
    await beat('pos', 1_000);
    await insertRows(database.dataSource, 'claim_exception', [
      {
        id: 1,
        kind: 'unmatched',
        channel: 'bazaar',
        order_type: 'sale',
        order_id: '7',
        detail: 'd',
        raised_at: at(5),
      },
    ]);
    const place = { partition: 0, location: 'leeds', sellable_to: 'all' };
    await insertRows(database.dataSource, 'location_stock', [
      { ...place, sku: 'A', available_base: 4, claimed: 6 },
      { ...place, sku: 'B', available_base: -1, claimed: 0 },
      { ...place, sku: 'C', available_base: 6, claimed: 6 },
    ]);
    await watch.look(at(10));
    expect(await alerts()).toMatchObject([
      { kind: 'claim_exception', subject: 'bazaar/unmatched', since: at(5), resolved_at: null },
      { kind: 'stock_overclaimed', subject: 'A@leeds', severity: 'critical' },
    ]);
    expect(lines.at(-1)).toBe(
      'alert stock_overclaimed A@leeds: A at leeds: 6 claimed, 4 there; it sells nothing until that is settled',
    );
    await database.dataSource.query('UPDATE claim_exception SET resolved_at = now()');
    await database.dataSource.query('UPDATE location_stock SET available_base = 6');
    await watch.look(at(11));
    expect(await alerts()).toMatchObject([{ resolved_at: at(11) }, { resolved_at: at(11) }]);
  });

  it('reports orders that wait beyond the date that they were promised', async () => {
    await beat('pos', 1_000);
    const promise = {
      id: '00000000-0000-4000-8000-000000000001',
      channel: 'bazaar',
      order_type: 'sale',
      sku: 'A',
      units: 2,
      served: 0,
      promised_at: at(0),
      policy_version: 'p',
    };
    const day = (days: number) =>
      at(days * 86_400 + 10)
        .toISOString()
        .slice(0, 10);
    await insertRows(database.dataSource, 'order_promise', [
      { ...promise, order_id: '7', cause_id: '7', promised_for: day(-1) },
      { ...promise, order_id: '8', cause_id: '8', promised_for: day(0) },
    ]);
    await watch.look(at(10));
    expect(await alerts()).toMatchObject([
      { kind: 'promise_overdue', subject: 'bazaar', severity: 'warning', since: new Date(day(0)) },
    ]);
    expect(lines.at(-1)).toContain('1 order lines of bazaar wait beyond the date');
    await database.dataSource.query('UPDATE order_promise SET closed_at = now()');
    await watch.look(at(11));
    expect(await alerts()).toMatchObject([{ resolved_at: at(11) }]);
  });
});
