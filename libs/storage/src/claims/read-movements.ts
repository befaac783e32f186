import {
  movementKey,
  movementsOf,
  type DocumentRef,
  type Movement,
  type Quantity,
  type StockFact,
} from '#domain';
import { quantityOf, type Db } from './db.js';

interface FactRow extends Omit<StockFact, 'change' | 'cause'> {
  readonly change: string;
  readonly cause_type: string | null;
  readonly cause_id: string | null;
}

interface UsedRow {
  readonly sku: string;
  readonly location: string;
  readonly source: string;
  readonly movement: string;
  readonly quantity: string;
}

/** Lines that name a document, and the lines of the same source transactions at the same places. */
const FACTS = `
  WITH named AS (
    SELECT DISTINCT l.source, l.sku, l.location, CASE WHEN l.op <> 'r' THEN l.transaction_id END AS transaction,
           CASE WHEN l.op = 'r' OR l.transaction_id IS NULL THEN l.event_id END AS event
    FROM unnest($1::text[], $2::text[]) AS wanted (type, id)
    JOIN ledger_line AS l ON l.cause_type = wanted.type AND l.cause_id = wanted.id
    WHERE l.sku = ANY ($3::text[])),
  facts AS (
    SELECT l.source, l.event_id AS "eventId", l.sku, l.location, l.bucket, l.change::text AS change,
           l.cause_type, l.cause_id, n.transaction
    FROM named AS n JOIN ledger_line AS l
      ON l.source = n.source AND l.transaction_id = n.transaction AND l.sku = n.sku
     AND l.location = n.location AND l.op <> 'r'
    UNION ALL
    SELECT l.source, l.event_id, l.sku, l.location, l.bucket, l.change::text, l.cause_type, l.cause_id, NULL
    FROM named AS n JOIN ledger_line AS l ON l.event_id = n.event AND l.location = n.location),
  used AS (
    SELECT a.sku, a.location, a.source, a.movement, sum(a.quantity)::text AS quantity
    FROM (SELECT DISTINCT sku, source, coalesce(transaction, event) AS step FROM named) AS n
    JOIN claim_absorption AS a USING (sku, source, step)
    GROUP BY a.sku, a.location, a.source, a.movement)
  SELECT (SELECT coalesce(json_agg(facts), '[]') FROM facts) AS facts,
         (SELECT coalesce(json_agg(used), '[]') FROM used) AS used`;

export interface KnownMovements {
  readonly movements: readonly Movement[];
  /** by movement, units that claims have been absorbed by before */
  readonly used: ReadonlyMap<string, Quantity>;
}

/**
 * What the ledger knows of the authority's movements for documents. Only the source that counts at a
 * location is its authority.
 *
 * @param isAuthority whether what a source says of a location is what counts there
 */
export async function readMovements(
  db: Db,
  documents: readonly DocumentRef[],
  skus: readonly string[],
  isAuthority: (location: string, source: string) => boolean,
): Promise<KnownMovements> {
  if (documents.length === 0) return { movements: [], used: new Map() };
  const [row] = await db.query<[{ facts: FactRow[]; used: UsedRow[] }]>(FACTS, [
    documents.map(({ type }) => type),
    documents.map(({ id }) => id),
    skus,
  ]);
  const facts = row.facts
    .filter(({ location, source }) => isAuthority(location, source))
    .map(toFact);
  const used = row.used.map((one): [string, Quantity] => [
    movementKey({ ...one, id: one.movement }),
    quantityOf(one.quantity),
  ]);
  return { movements: movementsOf(facts), used: new Map(used) };
}

const toFact = ({ cause_type, cause_id, change, ...row }: FactRow): StockFact => ({
  ...row,
  change: quantityOf(change),
  cause: cause_type === null || cause_id === null ? null : { type: cause_type, id: cause_id },
});
