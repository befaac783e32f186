import { addUp, KPIS, type Amounts, type Tally } from '#domain';
import { Logger } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { insertRows } from '../support/rows.js';
import { fillMonth, zonedPolicy, type MonthFacts } from './month-facts.js';
import { MONTH, NOW, outcomeRows } from './month-rows.js';
import { rollAll } from './roll-all.js';
import { answerSteps, recomputeChannels, recomputeOrders } from './recompute-orders.js';
import { intakeLags, recomputeInbound, recomputeStock, type Scope } from './recompute-stock.js';

const SUBJECTS = [
  ['all', '-'],
  ['location', 'leeds'],
  ['location', 'depot'],
  ['channel', 'bazaar'],
  ['channel', 'emporium'],
  ['source', 'pos'],
  ['source', 'wms'],
  ['vendor', 'acme'],
  ['vendor', 'zenith'],
] as const;

const LAGS = [
  'event_lag_p50',
  'event_lag_p95',
  'within_five_minutes',
  'intake_lag_p50',
  'intake_lag_p95',
];

/** The nearest rank of a sorted list. */
const ranked = (sorted: readonly number[], part: number): number | undefined =>
  sorted[Math.ceil(part * sorted.length) - 1];

describe('a simulated month', () => {
  let database: TestDatabase;
  let facts: MonthFacts;

  const roll = (now: Date): Promise<number> => rollAll(database.dataSource, zonedPolicy(), now);
  const amountsOf = async (dimension: string, subject: string): Promise<Amounts> =>
    addUp(
      await database.dataSource.query<Tally[]>(
        `SELECT measure, part, amount::float8 AS amount FROM kpi_tally
         WHERE dimension = $1 AND subject = $2 AND day BETWEEN $3 AND $4`,
        [dimension, subject, MONTH.from, MONTH.to],
      ),
    );
  const tallies = () =>
    database.dataSource.query<unknown[]>(
      `SELECT day::text, measure, dimension, subject, part, amount::text FROM kpi_tally
       ORDER BY day, measure, dimension, subject, part`,
    );
  const scopeOf = (dimension: string, subject: string): Scope => ({
    dimension,
    subject,
    within: (day) => day >= MONTH.from && day <= MONTH.to,
  });

  beforeAll(async () => {
    vi.spyOn(Logger.prototype, 'log').mockImplementation(() => undefined);
    database = await createTestDatabase(inject('stack').statePostgres, 'kpis');
    facts = await fillMonth(database.dataSource);
    await roll(NOW);
  });
  afterAll(async () => {
    vi.restoreAllMocks();
    await database?.drop();
  });

  it.each(SUBJECTS)('every KPI of %s %s is what the raw rows say', async (dimension, subject) => {
    const amounts = await amountsOf(dimension, subject);
    const scope = scopeOf(dimension, subject);
    const told = KPIS.filter(
      (kpi) =>
        !LAGS.includes(kpi.id) && [...kpi.dimensions, 'all'].some((each) => each === dimension),
    );
    const recomputed = {
      ...recomputeStock(facts, scope),
      ...recomputeInbound(facts, scope),
      ...recomputeOrders(facts, scope),
      ...recomputeChannels(facts, scope),
    };
    const fixed = (value: number | null | undefined) => value?.toFixed(9) ?? 'no facts';
    const values = told.map(({ id, value }) => [id, fixed(value(amounts))]);
    expect(values).toEqual(told.map(({ id }) => [id, fixed(recomputed[id])]));
    expect(values.filter(([, value]) => value !== 'no facts').length).toBeGreaterThan(3);
  });

  it.each(['all', 'channel'])('lags of channels, %s: the step of the rank', async (dimension) => {
    const subject = dimension === 'all' ? '-' : 'bazaar';
    const amounts = await amountsOf(dimension, subject);
    const steps = answerSteps(facts, scopeOf(dimension, subject));
    for (const [id, part] of [
      ['event_lag_p50', 0.5],
      ['event_lag_p95', 0.95],
    ] as const) {
      const seconds = KPIS.find((kpi) => kpi.id === id)?.value(amounts) ?? Number.NaN;
      const step = ranked(steps, part) ?? Number.NaN;
      expect(seconds).toBeGreaterThan(300 ** ((step - 1) / 60));
      expect(seconds).toBeLessThan(300 ** (step / 60));
    }
    const within = KPIS.find(({ id }) => id === 'within_five_minutes')?.value(amounts);
    expect(within).toBeCloseTo(steps.filter((step) => step <= 60).length / steps.length, 9);
  });

  it.each([
    ['all', '-'],
    ['location', 'depot'],
    ['source', 'pos'],
  ])('lags of intake, %s %s: within 5 % of the exact quantile', async (dimension, subject) => {
    const amounts = await amountsOf(dimension, subject);
    const lags = intakeLags(facts, scopeOf(dimension, subject)).toSorted((a, b) => a - b);
    for (const [id, part] of [
      ['intake_lag_p50', 0.5],
      ['intake_lag_p95', 0.95],
    ] as const) {
      const exact = ranked(lags, part) ?? Number.NaN;
      const seconds = KPIS.find((kpi) => kpi.id === id)?.value(amounts) ?? Number.NaN;
      expect(Math.abs(seconds / exact - 1)).toBeLessThan(0.05);
    }
  });

  it('is the same when its days are rolled again', async () => {
    const before = await tallies();
    await database.dataSource.query('UPDATE kpi_day SET rolled_at = NULL');
    expect(await roll(NOW)).toBe(63);
    expect(await tallies()).toEqual(before);
    expect(before.length).toBeGreaterThan(5_000);
  });

  it('rolls the day of a late outcome again, and no other', async () => {
    const orders = async () => (await amountsOf('all', '-')).get('orders')?.get('-') ?? 0;
    const before = await orders();
    const later = new Date(NOW.getTime() + 600_000);
    const [late] = outcomeRows();
    await insertRows(database.dataSource, 'order_outcome', [
      {
        ...late,
        id: 'late',
        order_id: 'late',
        outcome: 'shipped',
        reason: null,
        location: null,
        at: '2026-10-07T12:00:00.000Z',
        received_at: later.toISOString(),
      },
    ]);
    const muchLater = new Date(later.getTime() + 60_000);
    // the day that goes on and the one before it, and that of the order
    expect(await roll(muchLater)).toBe(3);
    expect(await orders()).toBe(before + 1);
  });
});
