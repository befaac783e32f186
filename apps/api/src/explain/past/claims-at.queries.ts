import type { HeldRow } from '../../claims/held.queries.js';
import type { Db } from '../../database/read-database.js';

/**
 * Claims that held units of one item at a past moment, oldest first: those made by then and not ended. What
 * the authority had shown of them by then is taken off.
 */
export const claimsAt = (db: Db, sku: string, at: Date, most: number): Promise<HeldRow[]> =>
  db.query<HeldRow[]>(
    `SELECT c.id, c.kind, CASE WHEN c.committed_at <= $2 THEN 'committed' ELSE 'active' END AS state,
            c.channel, l.location, l.quantity - coalesce(shown.units, 0) AS open,
            c.order_type, c.order_id, c.created_at, c.expires_at
     FROM claim_line AS l JOIN claim AS c ON c.id = l.claim
     LEFT JOIN LATERAL (
       SELECT sum(a.quantity) AS units FROM claim_absorption AS a
       WHERE a.claim = l.claim AND a.sku = l.sku AND a.location = l.location AND a.absorbed_at <= $2
     ) AS shown ON true
     WHERE l.sku = $1 AND c.created_at <= $2 AND (c.ended_at IS NULL OR c.ended_at > $2)
     ORDER BY c.created_at, c.id LIMIT $3`,
    [sku, at, most],
  );
