import type { Absorption } from '#domain';
import type { Db } from './db.js';

/** What a claim's change has to tell, in the transaction that made it. */
export interface Announcement {
  readonly sku: string;
  readonly claim: string;
  readonly change: 'claimed' | 'promised' | 'released' | 'expired' | 'absorbed' | 'exception';
  readonly changedAt: Date;
}

/** Absorptions outside the fold, which tells of its own ones by its numbers. */
export async function announceAbsorptions(
  db: Db,
  absorptions: readonly Absorption[],
): Promise<void> {
  if (absorptions.length === 0) return;
  await db.query(
    `INSERT INTO claim_outbox (sku, claim, change, changed_at)
     SELECT DISTINCT sku, claim, 'absorbed', now()
     FROM unnest($1::text[], $2::uuid[]) AS given (sku, claim)`,
    [absorptions.map(({ sku }) => sku), absorptions.map(({ claim }) => claim)],
  );
}

/** A glance without a transaction, for those who look often and mostly find nothing. */
export async function hasAnnouncements(db: Db): Promise<boolean> {
  const rows = await db.query<unknown[]>('SELECT FROM claim_outbox LIMIT 1');
  return rows.length > 0;
}

/**
 * Takes announcements out of the outbox, oldest first; those that another process is taking are left to it.
 * If the transaction fails, they are there again.
 */
export async function takeAnnouncements(db: Db, most: number): Promise<Announcement[]> {
  const [rows] = await db.query<[Announcement[], number]>(
    `DELETE FROM claim_outbox WHERE id IN (
       SELECT id FROM claim_outbox ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED)
     RETURNING sku, claim, change, changed_at AS "changedAt"`,
    [most],
  );
  return rows;
}
