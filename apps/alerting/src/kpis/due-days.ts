import type { EntityManager } from 'typeorm';

type Db = Pick<EntityManager, 'query'>;

/** A day that goes on is rolled again no sooner than this. */
const AGAIN_AFTER = "interval '5 minutes'";

/** Days whose facts have changed since they were rolled, newest first: today is what people look at. */
export async function dueDays(manager: Db, most: number, now: Date): Promise<string[]> {
  const rows = await manager.query<{ day: string }[]>(
    `SELECT day::text AS day FROM kpi_day
     WHERE rolled_at IS NULL
        OR (wanted_at > rolled_at AND rolled_at <= $2::timestamptz - ${AGAIN_AFTER})
     ORDER BY day DESC LIMIT $1`,
    [most, now],
  );
  return rows.map(({ day }) => day);
}

/** @param asOf when the facts were read: one that comes while a day is rolled wants it once more */
export async function markRolled(
  manager: Db,
  day: string,
  asOf: Date,
  tookMs: number,
): Promise<void> {
  await manager.query(
    'UPDATE kpi_day SET rolled_at = $2::timestamptz, took_ms = $3 WHERE day = $1::date',
    [day, asOf, Math.round(tookMs)],
  );
}
