import { BUCKETS, parseQuantity, type Bucket, type Contribution, type Quantity } from '#domain';
import type { EntityManager } from 'typeorm';
import type { IncomingEvent } from './incoming-event.js';
import {
  contributionId,
  contributionKey,
  positionId,
  type Item,
  type Position,
  type StockState,
} from './stock-state.js';

/** Reads what a batch needs of its partition: the rows' contributions, and its items whole. */
export async function readState(
  manager: EntityManager,
  partition: number,
  batch: readonly IncomingEvent[],
): Promise<StockState> {
  const skus = [...new Set(batch.map(({ event }) => event.sku))];
  return {
    contributions: await readContributions(manager, partition, batch),
    positions: await readPositions(manager, partition, skus),
    items: await readItems(manager, partition, skus),
    lastLine: await readLastLine(manager, partition),
  };
}

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

async function readContributions(
  manager: EntityManager,
  partition: number,
  batch: readonly IncomingEvent[],
): Promise<Map<string, Contribution>> {
  const keys = new Map(
    batch.map(({ event }) => [contributionId(contributionKey(event)), contributionKey(event)]),
  );
  const wanted = [...keys.values()];
  const rows = await manager.query<ContributionRow[]>(
    `SELECT c.sku, c.source, c.table_name, c.row_key, c.rule, c.location, c.bucket, c.quantity,
            c.epoch, c.position, c.cdc_offset, c.revision
     FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[])
       AS wanted (sku, source, table_name, row_key, rule)
     JOIN contribution AS c
       ON c.partition = $1 AND c.sku = wanted.sku AND c.source = wanted.source
      AND c.table_name = wanted.table_name AND c.row_key = wanted.row_key AND c.rule = wanted.rule`,
    [
      partition,
      wanted.map(({ sku }) => sku),
      wanted.map(({ source }) => source),
      wanted.map(({ table }) => table),
      wanted.map(({ rowKey }) => rowKey),
      wanted.map(({ rule }) => rule),
    ],
  );
  return new Map(
    rows.map((row) => [
      contributionId({ ...row, table: row.table_name, rowKey: row.row_key }),
      toContribution(row),
    ]),
  );
}

const toContribution = (row: ContributionRow): Contribution => ({
  location: row.location,
  bucket: row.bucket,
  quantity: quantityOf(row.quantity),
  guard: {
    epoch: row.epoch,
    position: row.position,
    offset: BigInt(row.cdc_offset),
    revision: BigInt(row.revision),
  },
});

type PositionRow = { sku: string; location: string; source: string } & Record<Bucket, string>;

export async function readPositions(
  manager: EntityManager,
  partition: number,
  skus: readonly string[],
): Promise<Map<string, Position>> {
  const rows = await manager.query<PositionRow[]>(
    `SELECT sku, location, source, ${BUCKETS.join(', ')} FROM stock_position
     WHERE partition = $1 AND sku = ANY ($2::text[])`,
    [partition, skus],
  );
  return new Map(rows.map((row) => [positionId(row), toPosition(row)]));
}

const toPosition = (row: PositionRow): Position => ({
  sku: row.sku,
  location: row.location,
  source: row.source,
  buckets: Object.fromEntries(BUCKETS.map((bucket) => [bucket, quantityOf(row[bucket])])) as Record<
    Bucket,
    Quantity
  >,
});

async function readItems(
  manager: EntityManager,
  partition: number,
  skus: readonly string[],
): Promise<Map<string, Item>> {
  const rows = await manager.query<{ sku: string; version: string }[]>(
    'SELECT sku, version FROM item WHERE partition = $1 AND sku = ANY ($2::text[])',
    [partition, skus],
  );
  return new Map(rows.map(({ sku, version }) => [sku, { sku, version: BigInt(version) }]));
}

async function readLastLine(manager: EntityManager, partition: number): Promise<bigint> {
  const rows = await manager.query<{ line: string }[]>(
    'SELECT line FROM ledger_line WHERE partition = $1 ORDER BY line DESC LIMIT 1',
    [partition],
  );
  return BigInt(rows[0]?.line ?? '0');
}

function quantityOf(text: string): Quantity {
  const quantity = parseQuantity(text);
  if (quantity === undefined) throw new Error(`the database holds ${text}, which is no quantity`);
  return quantity;
}
