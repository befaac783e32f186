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
import { emptyTables } from '../../../test/support/empty-tables.js';
import { insertRows } from '../../../test/support/rows.js';
import { newWatch } from '../../../test/support/watch.js';
import type { Watch } from './watch.js';

const start = Date.now();
const at = (second: number): Date => new Date(start + second * 1000);

describe('open alerts', () => {
  let database: TestDatabase;
  let metrics: Metrics;
  let watch: Watch;

  beforeAll(async () => {
    database = await createTestDatabase(inject('stack').statePostgres, 'open_alerts');
  });
  afterAll(() => database?.drop());
  beforeEach(async () => {
    await emptyTables(
      database.dataSource,
      'alert, connector_health, location_stock, mass_zero, notification_group, source_heartbeat',
    );
    vi.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
    vi.spyOn(Logger.prototype, 'log').mockImplementation(() => undefined);
    metrics = new Metrics();
    watch = newWatch(database.dataSource, { metrics });
  });
  afterEach(() => vi.restoreAllMocks());

  const lines = async (name: string): Promise<string[]> => {
    const text = await metrics.registry.metrics();
    return text.split('\n').filter((line) => line.startsWith(`${name}{`));
  };
  const open = async (code: string) =>
    (await lines('inv_alert_open')).filter((line) => line.includes(`code="${code}"`));
  const alert = async (kind: string) => {
    const [row] = await database.dataSource.query<Record<string, unknown>[]>(
      'SELECT * FROM alert WHERE kind = $1',
      [kind],
    );
    return row;
  };
  const trouble = (part: object) => ({
    connector: 'cdc.pos',
    source: 'pos',
    detail: '',
    restarts: 0,
    needs_person: false,
    since: at(0),
    looked_at: at(0),
    ...part,
  });

  it('are one metric, by kind and place, and never by item', async () => {
    await insertRows(
      database.dataSource,
      'location_stock',
      ['A', 'B', 'C'].map((sku) => ({
        partition: 0,
        location: 'leeds',
        sellable_to: 'all',
        sku,
        available_base: 1,
        claimed: 2,
      })),
    );
    await insertRows(database.dataSource, 'mass_zero', [
      { channel: 'bazaar', held: 3, showing: 4, samples: [], cause: 'c', held_at: at(0) },
    ]);
    await watch.look(at(1));
    expect(await open('stock_overclaimed')).toEqual([
      'inv_alert_open{code="stock_overclaimed",severity="critical",source="",location="leeds",channel=""} 3',
    ]);
    expect(await open('zeros_held')).toEqual([
      'inv_alert_open{code="zeros_held",severity="critical",source="",location="",channel="bazaar"} 1',
    ]);
    await database.dataSource.query('UPDATE mass_zero SET confirmed_at = now()');
    await watch.look(at(2));
    expect(await open('zeros_held')).toEqual([]);
    expect((await lines('inv_alert_text')).join()).toContain('npx shelfwire channels confirm');
  });

  it('tell what is so now, since when it is so, and that it became worse', async () => {
    await insertRows(database.dataSource, 'connector_health', [
      trouble({ cause: 'database_away' }),
    ]);
    await watch.look(at(31));
    expect(await alert('connector_down')).toMatchObject({ severity: 'warning', source: 'pos' });
    expect(await lines('inv_connector_trouble')).toEqual([
      'inv_connector_trouble{connector="cdc.pos",source="pos",cause="database_away"} 1',
    ]);
    await database.dataSource.query(
      `UPDATE connector_health SET needs_person = true, cause = 'login_refused'`,
    );
    await watch.look(at(32));
    expect(await alert('connector_down')).toMatchObject({
      severity: 'critical',
      since: at(0),
      resolved_at: null,
      summary: expect.stringContaining('login_refused') as string,
    });
    expect(await open('connector_down')).toHaveLength(1);
  });

  it('name the cause of a silent source, if its connector tells it', async () => {
    await database.dataSource.query(
      `INSERT INTO source_heartbeat VALUES ('pos', $1, $1), ('wms', $1, $1)`,
      [at(0).toISOString()],
    );
    await insertRows(database.dataSource, 'connector_health', [trouble({ cause: 'slot_in_use' })]);
    await watch.look(at(31));
    const found = await database.dataSource.query<{ subject: string; summary: string }[]>(
      `SELECT subject, summary FROM alert WHERE kind = 'source_stale' ORDER BY subject`,
    );
    expect(found.map(({ summary }) => summary.includes('docs/runbook.md#slot_in_use'))).toEqual([
      true,
      false,
    ]);
  });

  it('include a receiver that takes no notifications for five minutes', async () => {
    await insertRows(database.dataSource, 'notification_group', [
      { receiver: 'night', kind: 'zeros_held', source: '', failures: 3, failing_since: at(0) },
    ]);
    await watch.look(at(300));
    expect(await alert('notification_failing')).toBeUndefined();
    await watch.look(at(301));
    expect(await alert('notification_failing')).toMatchObject({ subject: 'night' });
  });
});
