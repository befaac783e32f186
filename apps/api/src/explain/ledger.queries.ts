import type { Db } from '../database/read-database.js';

export interface LedgerRow {
  readonly line: string;
  readonly event_id: string;
  readonly location: string;
  readonly bucket: string | null;
  readonly kind: string;
  readonly effect: string;
  readonly change: string;
  readonly contributes: string;
  readonly cause_type: string | null;
  readonly cause_id: string | null;
  readonly cause_line: string | null;
  readonly source: string;
  readonly table_name: string;
  readonly row_key: string;
  readonly rule: string;
  readonly op: 'c' | 'u' | 'd' | 'r';
  readonly epoch: number;
  readonly position: string | null;
  readonly transaction_id: string | null;
  readonly cdc_topic: string;
  readonly cdc_partition: number;
  readonly cdc_offset: string;
  readonly version: string;
  readonly policy_version: string;
  readonly occurred_at: Date;
  readonly recorded_at: Date;
  readonly ingested_at: Date;
  readonly applied_at: Date;
  readonly captured_at: Date | null;
}

export const LINE_COLUMNS = `line, event_id, location, bucket, kind, effect, change, contributes,
  cause_type, cause_id, cause_line, source, table_name, row_key, rule, op, epoch, position,
  transaction_id, cdc_topic, cdc_partition, cdc_offset, version, policy_version,
  occurred_at, recorded_at, ingested_at, applied_at, captured_at`;

/** The newest lines that move a quantity of one item. @param until what was applied later is left out; null: none is */
export const newestLines = (
  db: Db,
  sku: string,
  limit: number,
  until: Date | null = null,
): Promise<LedgerRow[]> =>
  db.query<LedgerRow[]>(
    `SELECT ${LINE_COLUMNS} FROM ledger_line
     WHERE sku = $1 AND bucket IS NOT NULL AND applied_at <= coalesce($3::timestamptz, 'infinity')
     ORDER BY applied_at DESC, line DESC LIMIT $2`,
    [sku, limit, until],
  );

/** A transaction that touches one item in hundreds of lines names enough causes with these. */
const MOST_CAUSES = 20;

/**
 * The lines of the item within the given source transactions that are more than a plain level. A snapshot
 * reads all of history in one transaction: none of its rows is another one's reason.
 */
export const causeLines = (
  db: Db,
  sku: string,
  transactions: readonly { readonly source: string; readonly id: string }[],
): Promise<LedgerRow[]> =>
  db.query<LedgerRow[]>(
    `SELECT l.* FROM unnest($2::text[], $3::text[]) AS t (source, id)
     CROSS JOIN LATERAL (
       SELECT ${LINE_COLUMNS} FROM ledger_line
       WHERE source = t.source AND transaction_id = t.id AND sku = $1
         AND (bucket IS NULL OR kind <> 'level') AND op <> 'r'
       ORDER BY line LIMIT ${MOST_CAUSES}
     ) AS l`,
    [sku, transactions.map(({ source }) => source), transactions.map(({ id }) => id)],
  );

export interface CauseFactRow {
  readonly source: string;
  readonly type: string;
  readonly id: string;
  readonly facts: Record<string, unknown>;
}

/** What packs keep about documents, such as when and by whom a sale was made. */
export const causeFacts = (
  db: Db,
  causes: readonly { readonly source: string; readonly type: string; readonly id: string }[],
): Promise<CauseFactRow[]> =>
  db.query<CauseFactRow[]>(
    `SELECT f.source, f.type, f.id, f.facts
     FROM unnest($1::text[], $2::text[], $3::text[]) AS c (source, type, id)
     JOIN cause_fact AS f ON f.source = c.source AND f.type = c.type AND f.id = c.id`,
    [
      causes.map(({ source }) => source),
      causes.map(({ type }) => type),
      causes.map(({ id }) => id),
    ],
  );
