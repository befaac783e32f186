import { movementKey, type Bucket, type HeldLine, type Quantity, type StockFact } from '#domain';
import type { EntityManager } from 'typeorm';
import { quantityOf } from '../ledger-json.js';
import type { PartitionState } from '../read-states.js';

interface FactRow extends Omit<StockFact, 'change' | 'cause' | 'bucket'> {
  readonly bucket: Bucket | null;
  readonly change: string;
  readonly causeType: string | null;
  readonly causeId: string | null;
}

interface ClaimsRow {
  readonly held: (Omit<HeldLine, 'open' | 'document'> & {
    readonly open: string;
    readonly type: string;
    readonly id: string;
  })[];
  readonly facts: FactRow[];
  readonly used: {
    readonly sku: string;
    readonly location: string;
    readonly source: string;
    readonly movement: string;
    readonly quantity: string;
  }[];
}

const CLAIMS = `
  SELECT
    (SELECT coalesce(json_agg(found), '[]') FROM (
      SELECT l.claim, l.sku, l.location, (l.quantity - l.absorbed)::text AS open,
             c.order_type AS type, c.cause_id AS id
      FROM claim_line AS l JOIN claim AS c ON c.id = l.claim
      WHERE l.held AND l.sku = ANY ($1::text[]) AND c.cause_id IS NOT NULL
      ORDER BY c.created_at, c.id) AS found) AS held,
    (SELECT coalesce(json_agg(found), '[]') FROM (
      SELECT l.source, l.transaction_id AS transaction, l.event_id AS "eventId", l.sku, l.location,
             l.bucket, l.change::text AS change, l.cause_type AS "causeType", l.cause_id AS "causeId"
      FROM unnest($2::text[], $3::text[], $4::text[]) AS step (sku, source, transaction_id)
      JOIN ledger_line AS l USING (source, transaction_id, sku)
      WHERE l.op <> 'r') AS found) AS facts,
    (SELECT coalesce(json_agg(found), '[]') FROM (
      SELECT sku, location, source, movement, sum(quantity)::text AS quantity
      FROM unnest($2::text[], $3::text[], $4::text[]) AS given (sku, source, step)
      JOIN claim_absorption USING (sku, source, step)
      GROUP BY sku, location, source, movement) AS found) AS used`;

/**
 * Reads which orders hold units of a batch's items, and what the ledger knows of the transactions at hand.
 * Costs nothing while none of the items is claimed.
 */
export async function readClaims(
  manager: EntityManager,
  states: readonly PartitionState[],
): Promise<PartitionState[]> {
  const skus = new Set(states.flatMap(({ claims }) => [...claims.claimed.keys()]));
  if (skus.size === 0) return [...states];
  const steps = stepsOf(states, skus);
  const [row] = await manager.query<[ClaimsRow]>(CLAIMS, [
    [...skus],
    steps.map(({ sku }) => sku),
    steps.map(({ source }) => source),
    steps.map(({ transaction }) => transaction),
  ]);
  const read = {
    held: row.held.map(toHeld),
    facts: row.facts.map(toFact),
    used: new Map(row.used.map((one) => [usedKey(one), quantityOf(one.quantity)])),
  };
  return states.map((state) => {
    const isOwn = ({ sku }: { readonly sku: string }) => state.claims.claimed.has(sku);
    const own = { held: read.held.filter(isOwn), facts: read.facts.filter(isOwn) };
    return { ...state, claims: { ...state.claims, ...own, used: read.used } };
  });
}

function stepsOf(states: readonly PartitionState[], skus: ReadonlySet<string>) {
  const steps = new Map<string, { sku: string; source: string; transaction: string }>();
  for (const { event, message } of states.flatMap(({ incoming }) => incoming)) {
    const { system, transaction, op } = message.source;
    if (!skus.has(event.sku) || transaction === null || op === 'r') continue;
    const step = { sku: event.sku, source: system, transaction };
    steps.set(JSON.stringify(Object.values(step)), step);
  }
  return [...steps.values()];
}

const usedKey = ({ movement, ...place }: ClaimsRow['used'][number]): string =>
  movementKey({ ...place, id: movement });

const toHeld = ({ claim, sku, location, open, type, id }: ClaimsRow['held'][number]): HeldLine => ({
  claim,
  sku,
  location,
  document: { type, id },
  open: quantityOf(open) satisfies Quantity,
});

const toFact = ({ change, causeType, causeId, ...row }: FactRow): StockFact => ({
  ...row,
  change: quantityOf(change),
  cause: causeType === null || causeId === null ? null : { type: causeType, id: causeId },
});
