import { heldKey, type ClaimContext, type Quantity } from '#domain';
import type { ClaimCall } from './claim-call.js';
import { quantityOf, type Db } from './db.js';
import { expireDue } from './end-claims.js';
import { lockStocks, type Place } from './lock-stocks.js';
import { readMovements } from './read-movements.js';

type IsAuthority = (location: string, source: string) => boolean;

/** Everywhere that calls may claim, locked; and all that decisions about them need. */
export async function readContext(
  db: Db,
  calls: readonly ClaimCall[],
  isAuthority: IsAuthority,
): Promise<{ readonly context: ClaimContext; readonly now: Date }> {
  const locked = await lockStocks(db, calls.flatMap(placesOf));
  const stocks = await expireDue(db, locked);
  const skus = [...new Set(calls.flatMap(({ lines }) => lines.map(({ sku }) => sku)))];
  const documents = calls.flatMap(({ document }) => (document ? [document] : []));
  const { movements, used } = await readMovements(db, documents, skus, isAuthority);
  const known = await knownItems(db, skus, new Set(stocks.map(({ sku }) => sku)));
  const held = await unitsHeld(db, calls);
  return { now: locked.now, context: { stocks, known, movements, used, held } };
}

const placesOf = ({ lines, rule }: ClaimCall): readonly Place[] =>
  lines.flatMap(({ sku, location }) =>
    (location === null ? rule.pool : [location]).map((place) => ({ sku, location: place })),
  );

async function knownItems(
  db: Db,
  skus: readonly string[],
  seen: ReadonlySet<string>,
): Promise<ReadonlySet<string>> {
  const missing = skus.filter((sku) => !seen.has(sku));
  if (missing.length === 0) return seen;
  const rows = await db.query<{ sku: string }[]>(
    'SELECT DISTINCT sku FROM location_stock WHERE sku = ANY ($1::text[])',
    [missing],
  );
  return new Set([...seen, ...rows.map(({ sku }) => sku)]);
}

/** One shopper's calls wait for each other, whichever items and processes they come to. */
const LOCK_SHOPPERS = `
  SELECT pg_advisory_xact_lock(hashtextextended(channel || ' ' || customer_key, 7))
  FROM (SELECT DISTINCT channel, customer_key FROM unnest($1::text[], $2::text[])
          AS given (channel, customer_key)
        ORDER BY channel, customer_key) AS shopper`;

/** Orders are bought, not held. */
const UNITS_HELD = `
  SELECT c.channel, c.customer_key, l.sku, sum(l.quantity - l.absorbed)::text AS units
  FROM (SELECT DISTINCT channel, customer_key FROM unnest($1::text[], $2::text[])
          AS given (channel, customer_key)) AS shopper
  JOIN claim AS c USING (channel, customer_key)
  JOIN claim_line AS l ON l.claim = c.id AND l.held
  WHERE c.state = 'active' AND c.expires_at > now()
  GROUP BY c.channel, c.customer_key, l.sku`;

export const shopperId = (channel: string, customerKey: string): string =>
  `${channel}\u0000${customerKey}`;

const limited = (calls: readonly ClaimCall[]) =>
  calls.flatMap(({ channel, customerKey, maxUnitsPerKey }) =>
    customerKey === null || maxUnitsPerKey === null ? [] : [{ channel, customerKey }],
  );

/** Taken before any row is locked: nobody who holds a row waits for a shopper. */
export async function lockShoppers(db: Db, calls: readonly ClaimCall[]): Promise<void> {
  const shoppers = limited(calls);
  if (shoppers.length === 0) return;
  await db.query(LOCK_SHOPPERS, [
    shoppers.map(({ channel }) => channel),
    shoppers.map(({ customerKey }) => customerKey),
  ]);
}

interface HeldRow {
  readonly channel: string;
  readonly customer_key: string;
  readonly sku: string;
  readonly units: string;
}

async function unitsHeld(
  db: Db,
  calls: readonly ClaimCall[],
): Promise<ReadonlyMap<string, Quantity>> {
  const shoppers = limited(calls);
  if (shoppers.length === 0) return new Map();
  const rows = await db.query<HeldRow[]>(UNITS_HELD, [
    shoppers.map(({ channel }) => channel),
    shoppers.map(({ customerKey }) => customerKey),
  ]);
  return new Map(
    rows.map(({ channel, customer_key, sku, units }) => [
      heldKey(shopperId(channel, customer_key), sku),
      quantityOf(units),
    ]),
  );
}
