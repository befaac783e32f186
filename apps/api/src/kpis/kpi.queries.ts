import type { KpiDimension, Tally } from '#domain';
import type { Db } from '../database/read-database.js';

/** A sum of a day, or of several days where `day` is null. */
export interface TallyRow extends Tally {
  readonly day: string | null;
  readonly dimension: KpiDimension;
  readonly subject: string;
}

/** Both included, such as 2026-10-31. */
export interface Days {
  readonly from: string;
  readonly to: string;
}

/** Day by day. @param subject left out: each of the dimension */
export const dailyTallies = (
  db: Db,
  { from, to }: Days,
  dimension: KpiDimension,
  subject: string | undefined,
): Promise<TallyRow[]> =>
  db.query<TallyRow[]>(
    `SELECT day::text AS day, dimension, subject, measure, part, amount::float8 AS amount
     FROM kpi_tally
     WHERE day BETWEEN $1::date AND $2::date AND dimension = $3
       AND ($4::text IS NULL OR subject = $4)`,
    [from, to, dimension, subject ?? null],
  );

/** All days together, of every dimension. */
export const summedTallies = (db: Db, { from, to }: Days): Promise<TallyRow[]> =>
  db.query<TallyRow[]>(
    `SELECT NULL AS day, dimension, subject, measure, part, sum(amount)::float8 AS amount
     FROM kpi_tally WHERE day BETWEEN $1::date AND $2::date
     GROUP BY dimension, subject, measure, part`,
    [from, to],
  );

export interface RolledRow {
  readonly as_of: Date | null;
  readonly due: number;
}

export async function rolledDays(db: Db, { from, to }: Days): Promise<RolledRow> {
  const [row] = await db.query<RolledRow[]>(
    `SELECT max(rolled_at) AS as_of,
            (count(*) FILTER (WHERE rolled_at IS NULL OR wanted_at > rolled_at))::int AS due
     FROM kpi_day WHERE day BETWEEN $1::date AND $2::date`,
    [from, to],
  );
  return row ?? { as_of: null, due: 0 };
}
