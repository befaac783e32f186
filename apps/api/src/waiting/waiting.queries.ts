import type { Db } from '../database/read-database.js';

/** Where a waiting change came from: its place in the list, too. */
export interface WaitingKey {
  readonly topic: string;
  readonly partition: number;
  readonly offset: string;
}

export interface WaitingRow extends WaitingKey {
  readonly source: string;
  readonly awaits: string;
  readonly reason: string;
  readonly key: Buffer | null;
  readonly waiting_since: Date;
  /** microseconds since 1970, exact: a `Date` would cut it */
  readonly since_us: string;
}

const SINCE_US = '(extract(epoch FROM waiting_since) * 1000000)::bigint';

/** Oldest first; `after` is the last row of the page before. */
export const waitingPage = (
  db: Db,
  after: (WaitingKey & { readonly since_us: string }) | null,
  limit: number,
): Promise<WaitingRow[]> =>
  db.query<WaitingRow[]>(
    `SELECT source, awaits, reason, topic, partition, "offset", key, waiting_since,
            ${SINCE_US} AS since_us
     FROM waiting_change
     WHERE $1::bigint IS NULL OR
           (${SINCE_US}, topic, partition, "offset") > ($1::bigint, $2::text, $3::int, $4::bigint)
     ORDER BY ${SINCE_US}, topic, partition, "offset" LIMIT $5`,
    [
      after?.since_us ?? null,
      after?.topic ?? null,
      after?.partition ?? null,
      after?.offset ?? null,
      limit,
    ],
  );

export interface WaitingSummaryRow {
  readonly count: number;
  readonly oldest_since: Date | null;
}

export const waitingSummary = async (db: Db): Promise<WaitingSummaryRow> => {
  const rows = await db.query<WaitingSummaryRow[]>(
    'SELECT count(*)::int AS count, min(waiting_since) AS oldest_since FROM waiting_change',
  );
  return rows[0] ?? { count: 0, oldest_since: null };
};
