import { BUCKETS, type Bucket } from '#domain';
import { emptyHead, type LedgerHead } from '#ledger';
import type { EntityManager } from 'typeorm';
import { claimedOf, type PartitionClaims } from './claims/claim-state.js';
import type { IncomingEvent } from './incoming-event.js';
import { toFacts, type FactColumns } from './row-facts.js';
import {
  quantityOf,
  readHistory,
  readSummary,
  type WrittenHistory,
  type WrittenSummary,
} from './ledger-json.js';
import {
  contributionId,
  contributionKey,
  emptyBuckets,
  positionId,
  relationId,
  type KnownContribution,
  type Position,
  type StockState,
} from './stock-state.js';

interface ContributionRow extends FactColumns {
  partition: number;
  sku: string;
  source: string;
  table_name: string;
  row_key: string;
  rule: string;
  location: string;
  bucket: Bucket | null;
  quantity: string;
  epoch: number;
  position: string;
  cdc_offset: string;
  revision: string;
  history: WrittenHistory | null;
}

interface PositionRow extends Record<Bucket, string> {
  partition: number;
  sku: string;
  location: string;
  source: string;
  hub_version: string;
  recorded_at: string;
}

interface HeadRow {
  partition: number;
  line: string;
  hash: string;
}

interface StateRow {
  contributions: ContributionRow[];
  positions: PositionRow[];
  summaries: { partition: number; sku: string; source: string; summary: WrittenSummary }[];
  items: { partition: number; sku: string; version: string }[];
  heads: HeadRow[];
  claimed: { partition: number; sku: string; location: string; claimed: string }[];
}

const AMOUNTS = BUCKETS.map((bucket) => `${bucket}::text AS ${bucket}`).join(', ');
const RECORDED_AT = `to_char(recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** Positions of items that are given as `wanted (partition, sku)`. */
const positionsOf = (wanted: string): string => `
  SELECT partition, sku, location, source, ${AMOUNTS}, ${RECORDED_AT} AS recorded_at,
         hub_version::text AS hub_version
  FROM ${wanted}
  JOIN stock_position USING (partition, sku)`;

const WANTED_ITEMS = 'unnest($1::int[], $2::text[]) AS wanted (partition, sku)';

const HEADS = (partitions: string): string => `
  SELECT partition, line::text AS line, encode(hash, 'hex') AS hash
  FROM ledger_head WHERE partition = ANY (${partitions}::int[])`;

/** One statement for all that a batch needs; numbers as text, so that none is rounded on the way. */
const STATES = `
  SELECT
    (SELECT coalesce(json_agg(found), '[]') FROM (
      SELECT c.partition, c.sku, c.source, c.table_name, c.row_key, c.rule, c.location, c.bucket,
             c.quantity::text AS quantity, c.epoch, c.position,
             c.cdc_offset::text AS cdc_offset, c.revision::text AS revision, c.history,
             c.inbound::text AS inbound, c.purchase, c.vendor,
             c.eta - DATE '1970-01-01' AS eta_day, c.sold_day, c.sold::text AS sold
      FROM unnest($3::int[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[])
        AS wanted (partition, sku, source, table_name, row_key, rule)
      JOIN contribution AS c
        ON c.partition = wanted.partition AND c.sku = wanted.sku AND c.source = wanted.source
       AND c.table_name = wanted.table_name AND c.row_key = wanted.row_key
       AND c.rule = wanted.rule) AS found) AS contributions,
    (SELECT coalesce(json_agg(found), '[]') FROM (${positionsOf(WANTED_ITEMS)}) AS found)
      AS positions,
    (SELECT coalesce(json_agg(found), '[]') FROM (
      SELECT partition, sku, source, summary
      FROM ${WANTED_ITEMS} JOIN ledger_relation USING (partition, sku)) AS found) AS summaries,
    (SELECT coalesce(json_agg(found), '[]') FROM (
      SELECT partition, sku, version::text AS version
      FROM ${WANTED_ITEMS} JOIN item USING (partition, sku)) AS found) AS items,
    (SELECT coalesce(json_agg(found), '[]') FROM (${HEADS('$9')}) AS found) AS heads,
    (SELECT coalesce(json_agg(found), '[]') FROM (
      SELECT partition, sku, location, claimed::text AS claimed
      FROM ${WANTED_ITEMS} JOIN location_stock USING (partition, sku)
      WHERE claimed > 0) AS found) AS claimed`;

/** What a batch brings to one partition, and the state that it meets. */
export interface PartitionState {
  readonly partition: number;
  readonly incoming: readonly IncomingEvent[];
  readonly state: StockState;
  readonly claims: PartitionClaims;
}

/** Reads what batches need of their partitions: the rows' contributions, and the items whole. */
export async function readStates(
  manager: EntityManager,
  batches: readonly Pick<PartitionState, 'partition' | 'incoming'>[],
): Promise<PartitionState[]> {
  if (batches.length === 0) return [];
  const items = batches.flatMap(({ partition, incoming }) =>
    [...new Set(incoming.map(({ event }) => event.sku))].map((sku) => ({ partition, sku })),
  );
  const keys = batches.flatMap(({ partition, incoming }) => {
    const own = incoming.map(({ event }) => contributionKey(event));
    const distinct = new Map(own.map((key) => [contributionId(key), key]));
    return [...distinct.values()].map((key) => ({ ...key, partition }));
  });
  const [row] = await manager.query<[StateRow]>(STATES, [
    items.map(({ partition }) => partition),
    items.map(({ sku }) => sku),
    keys.map(({ partition }) => partition),
    keys.map(({ sku }) => sku),
    keys.map(({ source }) => source),
    keys.map(({ table }) => table),
    keys.map(({ rowKey }) => rowKey),
    keys.map(({ rule }) => rule),
    batches.map(({ partition }) => partition),
  ]);
  const claimed = row.claimed.map((one) => ({ ...one, claimed: quantityOf(one.claimed) }));
  return batches.map((batch) => ({
    ...batch,
    state: stateOf(row, batch.partition),
    claims: claimedOf(claimed, batch.partition),
  }));
}

function stateOf(row: StateRow, partition: number): StockState {
  const own = <Row extends { partition: number }>(rows: readonly Row[]) =>
    rows.filter((found) => found.partition === partition);
  return {
    contributions: new Map(own(row.contributions).map(toContribution)),
    positions: new Map(own(row.positions).map((found) => [positionId(found), toPosition(found)])),
    items: new Map(
      own(row.items).map(({ sku, version }) => [sku, { sku, version: BigInt(version) }]),
    ),
    summaries: new Map(
      own(row.summaries).map((found) => [relationId(found), readSummary(found.summary)]),
    ),
    relations: new Map(),
    head: headOf(own(row.heads)[0], partition),
  };
}

const headOf = (found: HeadRow | undefined, partition: number): LedgerHead =>
  found ? { ...found, line: BigInt(found.line) } : emptyHead(partition);

/** Of the partitions that have lines. */
export async function readHeads(
  manager: EntityManager,
  partitions: readonly number[],
): Promise<LedgerHead[]> {
  const rows = await manager.query<HeadRow[]>(HEADS('$1'), [partitions]);
  return rows.map((row) => headOf(row, row.partition));
}

export async function readHead(manager: EntityManager, partition: number): Promise<LedgerHead> {
  const [head] = await readHeads(manager, [partition]);
  return head ?? emptyHead(partition);
}

export async function readPositions(
  manager: EntityManager,
  partition: number,
  skus: readonly string[],
): Promise<Map<string, Position>> {
  const wanted = 'unnest($2::text[]) AS given (sku) CROSS JOIN (SELECT $1::int) AS p (partition)';
  const rows = await manager.query<PositionRow[]>(positionsOf(wanted), [partition, skus]);
  return new Map(rows.map((row) => [positionId(row), toPosition(row)]));
}

const toContribution = (row: ContributionRow): [string, KnownContribution] => [
  contributionId({ ...row, table: row.table_name, rowKey: row.row_key }),
  {
    location: row.location,
    bucket: row.bucket,
    quantity: quantityOf(row.quantity),
    guard: {
      epoch: row.epoch,
      position: row.position,
      offset: BigInt(row.cdc_offset),
      revision: BigInt(row.revision),
    },
    history: row.history && readHistory(row.history),
    ...toFacts(row),
  },
];

const toPosition = ({ sku, location, source, ...row }: PositionRow): Position => {
  const buckets = emptyBuckets();
  for (const bucket of BUCKETS) buckets[bucket] = quantityOf(row[bucket]);
  const { recorded_at: recordedAt, hub_version } = row;
  return { sku, location, source, buckets, recordedAt, hubVersion: BigInt(hub_version) };
};
