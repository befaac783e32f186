import type { ClaimableStock } from '#domain';
import { quantityOf, type Db } from './db.js';
import type { LockedStocks } from './lock-stocks.js';

interface Ended {
  readonly id: string;
}

interface StockLeft {
  readonly sku: string;
  readonly location: string;
  readonly claimed: string;
}

/** Claims end by their state alone: whoever comes second finds another one and changes nothing. */
const END = `
  WITH ended AS (
    UPDATE claim SET state = $2::text, ended_at = now(), version = version + 1
    WHERE id = ANY ($1::uuid[]) AND state = ANY ($3::text[])
      AND ($2::text <> 'expired' OR expires_at <= now())
    RETURNING id),
  lines AS (
    UPDATE claim_line AS l SET held = false FROM ended WHERE l.claim = ended.id AND l.held
    RETURNING l.claim, l.sku, l.location, l.quantity - l.absorbed AS open),
  back AS (SELECT sku, location, sum(open) AS units FROM lines GROUP BY sku, location),
  stocks AS (
    UPDATE location_stock AS s SET claimed = s.claimed - back.units FROM back
    WHERE s.sku = back.sku AND s.location = back.location
    RETURNING s.sku, s.location, s.claimed::text AS claimed),
  told AS (
    INSERT INTO claim_outbox (sku, claim, change, changed_at)
    SELECT DISTINCT sku, claim, $2::text, now() FROM lines)
  SELECT (SELECT coalesce(json_agg(ended), '[]') FROM ended) AS ended,
         (SELECT coalesce(json_agg(stocks), '[]') FROM stocks) AS stocks`;

const ENDING_FROM = {
  released: ['active', 'committed'],
  expired: ['active'],
  exception: ['committed'],
} as const;

/**
 * Ends claims, gives their units back and tells of it. The rows of their places are locked.
 *
 * @returns those that ended here, and what is claimed since where they were
 */
export async function endClaims(
  db: Db,
  ids: readonly string[],
  state: keyof typeof ENDING_FROM,
): Promise<{ readonly ended: readonly string[]; readonly stocks: readonly StockLeft[] }> {
  if (ids.length === 0) return { ended: [], stocks: [] };
  const [row] = await db.query<[{ ended: Ended[]; stocks: StockLeft[] }]>(END, [
    ids,
    state,
    ENDING_FROM[state],
  ]);
  return { ended: row.ended.map(({ id }) => id), stocks: row.stocks };
}

/** The locked stocks after the due claims among them have ended: they count for nobody any more. */
export async function expireDue(
  db: Db,
  { due, stocks }: LockedStocks,
): Promise<readonly ClaimableStock[]> {
  const { stocks: left } = await endClaims(db, due, 'expired');
  if (left.length === 0) return stocks;
  const claimed = new Map(left.map((row) => [`${row.sku}\u0000${row.location}`, row.claimed]));
  return stocks.map((stock) => {
    const now = claimed.get(`${stock.sku}\u0000${stock.location}`);
    return now === undefined ? stock : { ...stock, claimed: quantityOf(now) };
  });
}
