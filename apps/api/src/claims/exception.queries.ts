import type { Db } from '../database/read-database.js';

export interface ExceptionRow {
  readonly id: string;
  readonly kind: 'unmatched' | 'commit_refused' | 'order_short';
  readonly channel: string;
  readonly claim: string | null;
  readonly order_type: string;
  readonly order_id: string;
  readonly detail: string;
  readonly raised_at: Date;
  readonly resolved_at: Date | null;
}

const COLUMNS = 'id, kind, channel, claim, order_type, order_id, detail, raised_at, resolved_at';
const MOST = 500;

/** Newest first. */
export const claimExceptions = (db: Db, openOnly: boolean): Promise<ExceptionRow[]> =>
  db.query<ExceptionRow[]>(
    `SELECT ${COLUMNS} FROM claim_exception WHERE NOT $1 OR resolved_at IS NULL
     ORDER BY id DESC LIMIT ${MOST}`,
    [openOnly],
  );

/** @returns undefined when there is none; one that was resolved before stays as it was */
export async function resolveException(db: Db, id: string): Promise<ExceptionRow | undefined> {
  await db.query(
    'UPDATE claim_exception SET resolved_at = now() WHERE id = $1 AND resolved_at IS NULL',
    [id],
  );
  const [row] = await db.query<ExceptionRow[]>(
    `SELECT ${COLUMNS} FROM claim_exception WHERE id = $1`,
    [id],
  );
  return row;
}

export interface OverclaimedRow {
  readonly sku: string;
  readonly location: string;
  readonly available_base: string;
  readonly claimed: string;
}

/** Places where stock has fallen below what is claimed. */
export const overclaimed = (db: Db): Promise<OverclaimedRow[]> =>
  db.query<OverclaimedRow[]>(
    `SELECT sku, location, available_base, claimed FROM location_stock
     WHERE claimed > 0 AND claimed > available_base ORDER BY sku, location LIMIT ${MOST}`,
  );
