import type { ClaimableStock, SellableTo } from '#domain';
import { quantityOf, type Db } from './db.js';

export interface Place {
  readonly sku: string;
  readonly location: string;
}

export interface LockedStocks {
  /** when the transaction began, by the database: the one clock that expires claims, whichever process asks */
  readonly now: Date;
  readonly stocks: readonly ClaimableStock[];
  /** claims at these places that are past their expiry, and that nobody has ended yet */
  readonly due: readonly string[];
}

interface Row {
  readonly sku: string;
  readonly location: string;
  readonly available_base: string;
  readonly sellable_to: SellableTo;
  readonly claimed: string;
  readonly due: string[] | null;
  readonly now: Date;
}

/**
 * The places of due claims are locked as well, so that these can be ended here. A claim becomes due by
 * the transaction's own clock or not at all, so none is missed between this statement and the next.
 */
const LOCK = `
  WITH wanted AS (SELECT DISTINCT sku, location FROM unnest($1::text[], $2::text[]) AS given (sku, location)),
  due AS (
    SELECT DISTINCT c.id FROM wanted
    JOIN claim_line AS l ON l.sku = wanted.sku AND l.location = wanted.location AND l.held
    JOIN claim AS c ON c.id = l.claim AND c.state = 'active' AND c.expires_at <= now()),
  places AS (
    SELECT sku, location FROM wanted
    UNION SELECT l.sku, l.location FROM due JOIN claim_line AS l ON l.claim = due.id AND l.held)
  SELECT s.sku, s.location, s.available_base::text AS available_base, s.sellable_to,
         s.claimed::text AS claimed,
         (SELECT array_agg(id) FROM due) AS due, now() AS now
  FROM places JOIN location_stock AS s USING (sku, location)
  ORDER BY s.sku, s.location FOR UPDATE OF s`;

/**
 * Locks the rows that admit claims. Everybody who changes claims locks their rows first, in this order, so no
 * two wait for each other, and whoever holds a row decides alone about its claims (promise I6).
 *
 * @param places a place that has no row is left out of the answer
 */
export async function lockStocks(db: Db, places: readonly Place[]): Promise<LockedStocks> {
  const rows = await db.query<Row[]>(LOCK, [
    places.map(({ sku }) => sku),
    places.map(({ location }) => location),
  ]);
  const [first] = rows;
  return {
    now: first?.now ?? (await clockOf(db)),
    due: first?.due ?? [],
    stocks: rows.map(({ sku, location, available_base, claimed, sellable_to: sellableTo }) => ({
      sku,
      location,
      availableBase: quantityOf(available_base),
      claimed: quantityOf(claimed),
      sellableTo,
    })),
  };
}

async function clockOf(db: Db): Promise<Date> {
  const [{ now }] = await db.query<[{ now: Date }]>('SELECT now() AS now');
  return now;
}
