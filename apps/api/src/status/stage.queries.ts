import type { Db } from '../database/read-database.js';

export interface ProgressRow {
  readonly stage: string;
  readonly topic: string;
  readonly partition: number;
  /** next input offset whose effect is not stored yet */
  readonly applied: string;
  readonly updated_at: Date;
}

export const progress = (db: Db): Promise<ProgressRow[]> =>
  db.query<ProgressRow[]>(
    'SELECT stage, topic, partition, applied, updated_at FROM stage_progress',
  );

/** How long changes took, in seconds, from source commit until a stage was through with them. */
export interface DelayRow {
  readonly stage: string;
  readonly count: number;
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
}

const FIGURES = `
  count(*)::int AS count,
  percentile_cont(0.5) WITHIN GROUP (ORDER BY delay) AS p50,
  percentile_cont(0.95) WITHIN GROUP (ORDER BY delay) AS p95,
  max(delay) AS max`;

const seconds = (from: string, to: string): string =>
  `greatest(0, extract(epoch FROM ${to} - ${from}))::float8`;

/** Lines looked at per partition: the ledger has no index by time, and the newest ones tell. */
const NEWEST_LINES = 500;

/**
 * Delays over the last so many seconds. Snapshot reads stay out: their commit time says nothing of the
 * way. A source whose commit times are whole seconds (MariaDB) seems up to a second slower than it is.
 */
export const delays = (db: Db, lastSeconds: number): Promise<DelayRow[]> =>
  db.query<DelayRow[]>(
    `WITH RECURSIVE part (p) AS (
       SELECT min(partition) FROM ledger_line
       UNION ALL
       SELECT (SELECT min(partition) FROM ledger_line WHERE partition > p)
       FROM part WHERE p IS NOT NULL
     ), newest AS (
       SELECT l.* FROM part
       CROSS JOIN LATERAL (
         SELECT op, recorded_at, ingested_at, applied_at FROM ledger_line
         WHERE partition = p ORDER BY line DESC LIMIT ${NEWEST_LINES}
       ) AS l
       WHERE l.op <> 'r' AND l.applied_at > now() - make_interval(secs => $1)
     ), delay AS (
       SELECT 'normalizer' AS stage, ${seconds('recorded_at', 'ingested_at')} AS delay FROM newest
       UNION ALL
       SELECT 'availability', ${seconds('recorded_at', 'applied_at')} FROM newest
       UNION ALL
       SELECT 'publisher', ${seconds('recorded_at', 'acknowledged_at')} FROM publication
       WHERE acknowledged_at > now() - make_interval(secs => $1) AND recorded_at IS NOT NULL
     )
     SELECT stage, ${FIGURES} FROM delay GROUP BY stage`,
    [lastSeconds],
  );
