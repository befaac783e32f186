import { BUCKETS, parseQuantity, type Bucket, type Contribution, type Quantity } from '#domain';
import type { EntityManager } from 'typeorm';
import type { IncomingEvent } from './incoming-event.js';
import {
  contributionId,
  contributionKey,
  positionId,
  type Position,
  type StockState,
} from './stock-state.js';

interface ContributionRow {
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
}

type PositionRow = { sku: string; location: string; source: string } & Record<Bucket, string>;

interface StateRow {
  contributions: ContributionRow[];
  positions: PositionRow[];
  items: { sku: string; version: string }[];
  last_line: string;
}

const AMOUNTS = BUCKETS.map((bucket) => `${bucket}::text AS ${bucket}`).join(', ');

const POSITIONS = `
  SELECT sku, location, source, ${AMOUNTS} FROM stock_position
  WHERE partition = $1 AND sku = ANY ($2::text[])`;

/** One statement for all that a batch needs; numbers as text, so that none is rounded on the way. */
const STATE = `
  SELECT
    (SELECT coalesce(json_agg(found), '[]') FROM (
      SELECT c.sku, c.source, c.table_name, c.row_key, c.rule, c.location, c.bucket,
             c.quantity::text AS quantity, c.epoch, c.position,
             c.cdc_offset::text AS cdc_offset, c.revision::text AS revision
      FROM unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::text[])
        AS wanted (sku, source, table_name, row_key, rule)
      JOIN contribution AS c
        ON c.partition = $1 AND c.sku = wanted.sku AND c.source = wanted.source
       AND c.table_name = wanted.table_name AND c.row_key = wanted.row_key
       AND c.rule = wanted.rule) AS found) AS contributions,
    (SELECT coalesce(json_agg(found), '[]') FROM (${POSITIONS}) AS found) AS positions,
    (SELECT coalesce(json_agg(found), '[]') FROM (
      SELECT sku, version::text AS version FROM item
      WHERE partition = $1 AND sku = ANY ($2::text[])) AS found) AS items,
    (SELECT coalesce(max(line), 0)::text FROM ledger_line WHERE partition = $1) AS last_line`;

/** Reads what a batch needs of its partition: the rows' contributions, and its items whole. */
export async function readState(
  manager: EntityManager,
  partition: number,
  batch: readonly IncomingEvent[],
): Promise<StockState> {
  const skus = [...new Set(batch.map(({ event }) => event.sku))];
  const keys = new Map(
    batch.map(({ event }) => [contributionId(contributionKey(event)), contributionKey(event)]),
  );
  const wanted = [...keys.values()];
  const [row] = await manager.query<[StateRow]>(STATE, [
    partition,
    skus,
    wanted.map(({ sku }) => sku),
    wanted.map(({ source }) => source),
    wanted.map(({ table }) => table),
    wanted.map(({ rowKey }) => rowKey),
    wanted.map(({ rule }) => rule),
  ]);
  return {
    contributions: new Map(row.contributions.map(toContribution)),
    positions: new Map(row.positions.map((found) => [positionId(found), toPosition(found)])),
    items: new Map(row.items.map(({ sku, version }) => [sku, { sku, version: BigInt(version) }])),
    lastLine: BigInt(row.last_line),
  };
}

export async function readPositions(
  manager: EntityManager,
  partition: number,
  skus: readonly string[],
): Promise<Map<string, Position>> {
  const rows = await manager.query<PositionRow[]>(POSITIONS, [partition, skus]);
  return new Map(rows.map((row) => [positionId(row), toPosition(row)]));
}

const toContribution = (row: ContributionRow): [string, Contribution] => [
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
  },
];

const toPosition = (row: PositionRow): Position => ({
  sku: row.sku,
  location: row.location,
  source: row.source,
  buckets: Object.fromEntries(BUCKETS.map((bucket) => [bucket, quantityOf(row[bucket])])) as Record<
    Bucket,
    Quantity
  >,
});

function quantityOf(text: string): Quantity {
  const quantity = parseQuantity(text);
  if (quantity === undefined) throw new Error(`the database holds ${text}, which is no quantity`);
  return quantity;
}
