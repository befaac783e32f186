import type { Db } from './db.js';
import { endClaims } from './end-claims.js';
import { lockStocks } from './lock-stocks.js';

const CHUNK = 200;

interface PlaceOfClaim {
  readonly claim: string;
  readonly sku: string;
  readonly location: string;
}

/** Ends claims that are past their expiry and gives their units back. @returns those that ended here */
export async function expireDueClaims(db: Db): Promise<readonly string[]> {
  const places = await db.query<PlaceOfClaim[]>(
    `SELECT l.claim, l.sku, l.location
     FROM (SELECT id FROM claim WHERE state = 'active' AND expires_at <= now()
           ORDER BY expires_at LIMIT ${CHUNK}) AS due
     JOIN claim_line AS l ON l.claim = due.id`,
  );
  if (places.length === 0) return [];
  const { due } = await lockStocks(db, places);
  const { ended } = await endClaims(db, due, 'expired');
  return ended;
}

/**
 * Ends committed claims whose orders the authority has not shown in time: their units are given back, and
 * an exception tells somebody (never silently).
 *
 * @param patience seconds by channel; a channel that is missing waits for ever
 */
export async function giveUpUnmatched(
  db: Db,
  patience: Readonly<Record<string, number>>,
): Promise<readonly string[]> {
  const places = await db.query<PlaceOfClaim[]>(
    `SELECT l.claim, l.sku, l.location
     FROM (SELECT c.id FROM unnest($1::text[], $2::int[]) AS given (channel, seconds)
           JOIN claim AS c USING (channel)
           WHERE c.state = 'committed'
             AND c.committed_at <= now() - make_interval(secs => given.seconds)
           ORDER BY c.committed_at LIMIT ${CHUNK}) AS late
     JOIN claim_line AS l ON l.claim = late.id`,
    [Object.keys(patience), Object.values(patience)],
  );
  if (places.length === 0) return [];
  await lockStocks(db, places);
  const { ended } = await endClaims(
    db,
    [...new Set(places.map(({ claim }) => claim))],
    'exception',
  );
  await db.query(
    `INSERT INTO claim_exception (kind, channel, claim, order_type, order_id, detail, raised_at)
     SELECT 'unmatched', channel, id, order_type, order_id,
            'the authority has not shown the order since ' || to_char(
              committed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), now()
     FROM claim WHERE id = ANY ($1::uuid[])
     ON CONFLICT DO NOTHING`,
    [ended],
  );
  return ended;
}

/** The authority has shown after all what somebody was told to look after. */
export async function resolveMatched(db: Db): Promise<void> {
  await db.query(
    `UPDATE claim_exception AS e SET resolved_at = now()
     FROM claim AS c WHERE e.resolved_at IS NULL AND e.kind = 'unmatched' AND c.id = e.claim
       AND EXISTS (SELECT 1 FROM ledger_line AS l
                   WHERE l.cause_type = c.order_type AND l.cause_id = c.cause_id)`,
  );
}

/** Forgets answers that nobody asks for again. */
export async function forgetRecords(db: Db, days: number): Promise<void> {
  await db.query(
    `DELETE FROM idempotency_record WHERE (scope, key) IN (
       SELECT scope, key FROM idempotency_record
       WHERE created_at < now() - make_interval(days => $1) LIMIT ${CHUNK * 10})`,
    [days],
  );
}
