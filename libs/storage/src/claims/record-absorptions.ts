import { formatQuantity, type Absorption } from '#domain';
import { ClaimsMovedError, type Db } from './db.js';

/**
 * A line whose claim ended meanwhile, or that has less left, is not found. A claim ends with the last of
 * its units.
 */
const RECORD = `
  WITH given AS (
    SELECT * FROM jsonb_to_recordset($1::jsonb)
      AS given (claim uuid, sku text, location text, source text, step text, movement text, quantity numeric)),
  recorded AS (
    INSERT INTO claim_absorption (claim, sku, location, source, step, movement, quantity, absorbed_at)
    SELECT claim, sku, location, source, step, movement, quantity, now() FROM given),
  per_line AS (
    SELECT claim, sku, location, sum(quantity) AS units FROM given GROUP BY claim, sku, location),
  lines AS (
    UPDATE claim_line AS l
    SET absorbed = l.absorbed + p.units, held = l.absorbed + p.units < l.quantity
    FROM per_line AS p
    WHERE l.claim = p.claim AND l.sku = p.sku AND l.location = p.location
      AND l.held AND l.absorbed + p.units <= l.quantity
    RETURNING l.claim, l.sku, l.location, p.units),
  left_over AS (
    SELECT l.claim FROM claim_line AS l LEFT JOIN per_line AS p USING (claim, sku, location)
    WHERE l.claim IN (SELECT claim FROM given)
    GROUP BY l.claim HAVING sum(l.quantity - l.absorbed - coalesce(p.units, 0)) = 0),
  ended AS (
    UPDATE claim SET state = 'absorbed', ended_at = now(), version = version + 1
    FROM left_over WHERE claim.id = left_over.claim AND claim.state IN ('active', 'committed')),
  stocks AS (
    UPDATE location_stock AS s SET claimed = s.claimed - back.units
    FROM (SELECT sku, location, sum(units) AS units FROM lines GROUP BY sku, location) AS back
    WHERE s.sku = back.sku AND s.location = back.location)
  SELECT (SELECT count(*)::int FROM lines) AS found, (SELECT count(*)::int FROM per_line) AS wanted`;

/**
 * Takes off claims what the authority's stock has fallen by. The rows of their places are locked.
 *
 * @throws ClaimsMovedError when a claim is no longer what the decision was made on
 */
export async function recordAbsorptions(db: Db, absorptions: readonly Absorption[]): Promise<void> {
  if (absorptions.length === 0) return;
  const ids = [...new Set(absorptions.map(({ claim }) => claim))];
  await db.query('SELECT id FROM claim WHERE id = ANY ($1::uuid[]) ORDER BY id FOR UPDATE', [ids]);
  const rows = absorptions.map((one) => ({ ...one, quantity: formatQuantity(one.quantity) }));
  const [row] = await db.query<[{ found: number; wanted: number }]>(RECORD, [JSON.stringify(rows)]);
  if (row.found !== row.wanted) {
    throw new ClaimsMovedError(`${row.wanted - row.found} claim lines changed meanwhile`);
  }
}
