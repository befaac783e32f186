import type { LocationHistory, Quantity } from '#domain';
import type { EntityManager } from 'typeorm';
import type { KnowledgeNeeds } from './knowledge-needs.js';
import type { InboundOrder } from './row-facts.js';
import { quantityOf } from './ledger-json.js';
import { contributionId, positionId } from './stock-state.js';
import { toHistory, type HistoryRow } from './stored-history.js';

export interface ItemKey {
  readonly partition: number;
  readonly sku: string;
}

/** A row that still brings something. */
export interface InboundRow {
  readonly sku: string;
  readonly location: string;
  readonly source: string;
  readonly order: InboundOrder;
}

/** What is known of one partition's items beside their positions. */
export interface Knowledge {
  /** by `positionId` */
  readonly histories: ReadonlyMap<string, LocationHistory>;
  /** by `contributionId` */
  readonly inbound: ReadonlyMap<string, InboundRow>;
  /** by sku: what is promised to orders that wait */
  readonly promised: ReadonlyMap<string, Quantity>;
}

export const NO_KNOWLEDGE: Knowledge = {
  histories: new Map(),
  inbound: new Map(),
  promised: new Map(),
};

interface KnowledgeRow {
  histories: HistoryRow[];
  inbound: StoredInbound[];
  promised: { sku: string; units: string }[];
}

interface StoredInbound {
  partition: number;
  sku: string;
  source: string;
  table_name: string;
  row_key: string;
  rule: string;
  location: string;
  inbound: string;
  purchase: string;
  vendor: string | null;
  eta_day: number | null;
}

const KNOWLEDGE = `
  SELECT
    (SELECT coalesce(json_agg(found), '[]') FROM (
      SELECT h.* FROM unnest($1::int[], $2::text[]) AS wanted (partition, sku)
      JOIN item_history AS h USING (partition, sku)) AS found) AS histories,
    (SELECT coalesce(json_agg(found), '[]') FROM (
      SELECT partition, sku, source, table_name, row_key, rule, location,
             inbound::text AS inbound, purchase, vendor, eta - DATE '1970-01-01' AS eta_day
      FROM unnest($3::int[], $4::text[]) AS wanted (partition, sku)
      JOIN contribution USING (partition, sku)
      WHERE purchase IS NOT NULL) AS found) AS inbound,
    (SELECT coalesce(json_agg(found), '[]') FROM (
      SELECT sku, sum(units - served)::text AS units FROM order_promise
      WHERE sku = ANY ($4::text[]) AND closed_at IS NULL GROUP BY sku) AS found) AS promised`;

/**
 * Reads histories and inbound orders of items, by partition.
 *
 * @param remembered items whose histories are needed, whatever the policy
 */
export async function readKnowledge(
  manager: Pick<EntityManager, 'query'>,
  items: readonly ItemKey[],
  needs: KnowledgeNeeds,
  remembered: readonly ItemKey[] = [],
): Promise<(partition: number) => Knowledge> {
  const histories = needs.histories ? items : remembered;
  const inbound = needs.inbound ? items : [];
  if (histories.length === 0 && inbound.length === 0) return () => NO_KNOWLEDGE;
  const [row] = await manager.query<[KnowledgeRow]>(KNOWLEDGE, [
    histories.map(({ partition }) => partition),
    histories.map(({ sku }) => sku),
    inbound.map(({ partition }) => partition),
    inbound.map(({ sku }) => sku),
  ]);
  return (partition) => knowledgeOf(row, partition);
}

function knowledgeOf({ histories, inbound, promised }: KnowledgeRow, partition: number): Knowledge {
  const own = <Row extends { partition: number }>(rows: readonly Row[]) =>
    rows.filter((found) => found.partition === partition);
  return {
    histories: new Map(own(histories).map((found) => [positionId(found), toHistory(found)])),
    inbound: new Map(own(inbound).map(toInbound)),
    promised: new Map(promised.map(({ sku, units }) => [sku, quantityOf(units)])),
  };
}

const toInbound = (row: StoredInbound): [string, InboundRow] => [
  contributionId({ ...row, table: row.table_name, rowKey: row.row_key }),
  {
    sku: row.sku,
    location: row.location,
    source: row.source,
    order: {
      purchase: row.purchase,
      vendor: row.vendor,
      eta: row.eta_day,
      quantity: quantityOf(row.inbound),
    },
  },
];
