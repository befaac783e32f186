import type { EntityManager } from 'typeorm';
import type { DaysNow } from './days-now.js';
import { CONTEXT, contextParameters, localDay, type RollContext } from './roll-context.js';

type Db = Pick<EntityManager, 'query'>;

/** Days further back are not rolled again: some of their facts are forgotten. */
export const ROLLED_DAYS = 62;

/** A transaction may end this much later than the time that its facts carry. */
const OVERLAP = "interval '10 minutes'";

/** Which days have facts that came between `$7` and `$8`. */
const LEDGER_DAYS = `
  SELECT DISTINCT days.day FROM ledger_line AS line CROSS JOIN given
  LEFT JOIN place ON place.location = line.location
  LEFT JOIN inbound_promise AS promise ON line.kind = 'receipt' AND promise.sku = line.sku
    AND promise.location = line.location AND promise.purchase = line.cause_id
  CROSS JOIN LATERAL (VALUES
    (${localDay('line.occurred_at')}), (${localDay('line.recorded_at')}), (promise.eta)
  ) AS days (day)
  WHERE line.location IS NOT NULL
    AND line.applied_at >= $7::timestamptz AND line.applied_at < $8::timestamptz`;

/** An order counts for the day of its first outcome, so that a later one changes that day. */
const OUTCOME_DAYS = `
  SELECT DISTINCT days.day FROM order_outcome AS told CROSS JOIN given
  LEFT JOIN place ON place.location = told.location
  CROSS JOIN LATERAL (VALUES (${localDay('told.at')})) AS days (day)
  WHERE (told.channel, told.order_id) IN (
    SELECT channel, order_id FROM order_outcome AS new
    WHERE new.received_at >= $7::timestamptz AND new.received_at < $8::timestamptz)`;

const PROMISE_DAYS = `
  SELECT DISTINCT promise.eta FROM inbound_promise AS promise
  WHERE promise.seen_at >= $7::timestamptz AND promise.seen_at < $8::timestamptz`;

const STREAMS = { ledger: LEDGER_DAYS, outcomes: OUTCOME_DAYS, promises: PROMISE_DAYS } as const;

const want = (days: string): string => `${CONTEXT}, late (day) AS (${days})
  INSERT INTO kpi_day (day, wanted_at)
  SELECT late.day, $8::timestamptz FROM late
  WHERE late.day BETWEEN $1::date - ${ROLLED_DAYS} AND $1::date
  ORDER BY late.day
  ON CONFLICT (day) DO UPDATE SET wanted_at = excluded.wanted_at`;

const READ_MARK = `
  SELECT coalesce((SELECT seen_to FROM kpi_mark WHERE facts = $1) - ${OVERLAP},
                  $2::timestamptz - interval '${ROLLED_DAYS} days') AS since`;

const WRITE_MARK = `
  INSERT INTO kpi_mark (facts, seen_to) VALUES ($1, $2::timestamptz)
  ON CONFLICT (facts) DO UPDATE SET seen_to = excluded.seen_to`;

/**
 * Marks the days that facts belong to which have come since the last time, however late.
 *
 * @param newest the newest day that has begun anywhere, such as 2026-10-31
 */
export async function markLateFacts(
  manager: Db,
  context: RollContext,
  newest: string,
  now: Date,
): Promise<void> {
  for (const [facts, days] of Object.entries(STREAMS)) {
    const [mark] = await manager.query<{ since: Date }[]>(READ_MARK, [facts, now]);
    if (!mark) throw new Error('a query of one row gave none');
    await manager.query(want(days), [...contextParameters(context, newest), mark.since, now]);
    await manager.query(WRITE_MARK, [facts, now]);
  }
}

/**
 * Marks the days that go on, and those before them that nobody has marked while no process was there.
 *
 * @param oldest where facts of days before come as late facts only
 */
export async function wantCurrentDays(
  manager: Db,
  { oldest, newest }: DaysNow,
  now: Date,
): Promise<void> {
  await manager.query(
    `INSERT INTO kpi_day (day, wanted_at)
     SELECT day::date, $3::timestamptz FROM generate_series(
       least($1::date, coalesce((SELECT max(day) FROM kpi_day), $2::date - ${ROLLED_DAYS})),
       $2::date, '1 day') AS day
     ON CONFLICT (day) DO UPDATE SET wanted_at = excluded.wanted_at`,
    [oldest, newest, now],
  );
}
