import type { Db } from '../database/read-database.js';
import { LINE_COLUMNS, type LedgerRow } from '../explain/ledger.queries.js';
import type { StepRow } from '../explain/published/step.queries.js';

/** A line with what its journey needs beside. */
export interface JourneyLineRow extends LedgerRow {
  readonly partition: number;
  readonly sku: string;
  readonly input_offset: string;
}

/** Which changes are asked for. */
export type Wanted =
  | { readonly by: 'event'; readonly event: string }
  | {
      readonly by: 'row';
      readonly source: string;
      readonly table: string;
      readonly row: string;
    }
  | { readonly by: 'sku'; readonly sku: string };

const COLUMNS = `partition, sku, input_offset, ${LINE_COLUMNS}`;
const NEWEST_FIRST = 'ORDER BY applied_at DESC, line DESC LIMIT';

/** Lines of the newest changes that are meant, newest first; each way has an index of its own. */
export function linesOf(db: Db, wanted: Wanted, limit: number): Promise<JourneyLineRow[]> {
  switch (wanted.by) {
    case 'event':
      return db.query<JourneyLineRow[]>(
        `SELECT ${COLUMNS} FROM ledger_line WHERE event_id = $1 AND kind <> 'recompute'
         ${NEWEST_FIRST} $2`,
        [wanted.event, limit],
      );
    case 'row':
      return db.query<JourneyLineRow[]>(
        `SELECT ${COLUMNS} FROM ledger_line
         WHERE row_key = $1 AND source = $2 AND table_name = $3 ${NEWEST_FIRST} $4`,
        [wanted.row, wanted.source, wanted.table, limit],
      );
    case 'sku':
      return db.query<JourneyLineRow[]>(
        `SELECT ${COLUMNS} FROM ledger_line WHERE sku = $1 AND bucket IS NOT NULL
         ${NEWEST_FIRST} $2`,
        [wanted.sku, limit],
      );
  }
}

export interface NumbersRow {
  readonly sku: string;
  readonly version: string;
  readonly channels: Readonly<Record<string, number>>;
}

/** The numbers of the versions that lines led to, by the lines that carry them. */
export const numbersOf = (db: Db, lines: readonly JourneyLineRow[]): Promise<NumbersRow[]> =>
  db.query<NumbersRow[]>(
    `SELECT l.* FROM unnest($1::text[], $2::bigint[], $3::timestamptz[]) AS w (sku, version, at)
     CROSS JOIN LATERAL (
       SELECT sku, version, channels FROM ledger_line
       WHERE sku = w.sku AND applied_at = w.at AND version = w.version AND channels IS NOT NULL
       ORDER BY line DESC LIMIT 1
     ) AS l`,
    [
      lines.map(({ sku }) => sku),
      lines.map(({ version }) => version),
      lines.map(({ applied_at: at }) => at),
    ],
  );

/** Two clocks that are kept by NTP differ by less. */
const CLOCKS = "interval '60 seconds'";

/** A listing, and since when its steps are looked at. */
export interface ListingSince {
  readonly channel: string;
  readonly sku: string;
  readonly since: Date;
  /** least version; 0: the listing counts its own versions, so its steps are told by time alone */
  readonly version: number;
}

/** The first steps of listings from a version or a moment on, oldest first. */
export const stepsSince = (
  db: Db,
  { channel, sku, since, version }: ListingSince,
  most: number,
): Promise<StepRow[]> =>
  db.query<StepRow[]>(
    `SELECT channel, sku, at, step, version, quantity, code, reason FROM publication_step
     WHERE channel = $1 AND sku = $2
       AND at >= $3::timestamptz - CASE WHEN $4 > 0 THEN ${CLOCKS} ELSE interval '0' END
       AND version >= $4
     ORDER BY at, (step <> 'sent') LIMIT $5`,
    [channel, sku, since, version, most],
  );

/** How far the availability stage's announcements of a partition are noted; undefined: nowhere. */
export const announcedUpTo = async (db: Db, partition: number): Promise<bigint | undefined> => {
  const rows = await db.query<{ announced: string }[]>(
    `SELECT max(announced) AS announced FROM stage_progress
     WHERE stage = 'availability' AND partition = $1 HAVING max(announced) IS NOT NULL`,
    [partition],
  );
  return rows[0] && BigInt(rows[0].announced);
};

/** Of these channels, those whose listing of the sku counts its own versions. */
export const ownCounting = async (
  db: Db,
  channels: readonly string[],
  sku: string,
): Promise<ReadonlySet<string>> => {
  const rows = await db.query<{ channel: string }[]>(
    'SELECT channel FROM channel_listing WHERE channel = ANY ($1) AND sku = $2 AND revision > 0',
    [channels, sku],
  );
  return new Set(rows.map(({ channel }) => channel));
};
