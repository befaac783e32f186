import type { Db } from '../../database/read-database.js';

/** The version that an item had, by the last of its lines: that one carries its numbers. */
export interface MomentRow {
  readonly partition: number;
  readonly line: string;
  readonly version: string;
  readonly policy_version: string;
  readonly recorded_at: Date;
  readonly applied_at: Date;
  readonly channels: Readonly<Record<string, number>>;
  /** by location; null: nothing beside stock, policy and terms bore on the numbers */
  readonly basis: Readonly<Record<string, BasisRow | undefined>> | null;
}

/** As the availability stage wrote it. */
export interface BasisRow {
  readonly claimed?: string;
  readonly demand?: unknown;
}

/** @returns undefined: the item had no number by then */
export const momentOf = async (db: Db, sku: string, at: Date): Promise<MomentRow | undefined> =>
  (
    await db.query<MomentRow[]>(
      `SELECT partition, line, version, policy_version, coalesce(recorded_at, applied_at) AS recorded_at,
              applied_at, channels, basis
       FROM ledger_line WHERE sku = $1 AND applied_at <= $2 AND channels IS NOT NULL
       ORDER BY applied_at DESC, line DESC LIMIT 1`,
      [sku, at],
    )
  )[0];

/** When the ledger first tells of the item; undefined: never. */
export const firstMoment = async (db: Db, sku: string): Promise<Date | undefined> =>
  (
    await db.query<{ applied_at: Date }[]>(
      'SELECT applied_at FROM ledger_line WHERE sku = $1 ORDER BY applied_at, line LIMIT 1',
      [sku],
    )
  )[0]?.applied_at;

/** How far an item's lines are read. */
export interface UpTo {
  readonly partition: number;
  readonly sku: string;
  /** inclusive */
  readonly line: string;
}

export interface PlaceSumRow {
  readonly location: string;
  readonly source: string;
  readonly bucket: string;
  readonly quantity: string;
  readonly updated_at: Date;
  /** the newest line that tells of the bucket */
  readonly line: string;
}

/** What was in each bucket: the sum of all that moved it. Reads the index alone, whatever the item sold. */
export const placeSums = (db: Db, { partition, sku, line }: UpTo): Promise<PlaceSumRow[]> =>
  db.query<PlaceSumRow[]>(
    `SELECT location, source, bucket, sum(change) AS quantity, max(line) AS line,
            max(applied_at) AS updated_at
     FROM ledger_line
     WHERE sku = $2 AND line <= $3 AND partition = $1 AND bucket IS NOT NULL
     GROUP BY location, source, bucket ORDER BY location, source, bucket`,
    [partition, sku, line],
  );

export interface SaidRow {
  readonly location: string;
  readonly source: string;
  /** UTC ISO 8601: commit time of the newest change, or our intake if the clock of the source is ahead */
  readonly said_at: string;
}

/** When each source last said something of each place; reads every line of the item. */
export const saidTimes = (db: Db, { partition, sku, line }: UpTo): Promise<SaidRow[]> =>
  db.query<SaidRow[]>(
    `SELECT location, source,
            to_char(max(least(recorded_at, ingested_at)) AT TIME ZONE 'UTC',
                    'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS said_at
     FROM ledger_line
     WHERE sku = $2 AND line <= $3 AND partition = $1 AND bucket IS NOT NULL
     GROUP BY location, source`,
    [partition, sku, line],
  );
