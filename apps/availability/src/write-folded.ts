import { BUCKETS, formatQuantity } from '#domain';
import type { SealedLines } from '#ledger';
import type { EntityManager } from 'typeorm';
import { activityRows } from './location-activity.js';
import type { FoldedPartition } from './fold-partition.js';
import type { ItemNumbers } from './item-numbers.js';
import { writeHistory, writeSummary } from './ledger-json.js';
import { factColumns } from './row-facts.js';
import type { StockRow } from './stock-row.js';

const INSERT_ITEMS = (parameter: string): string => `
  INSERT INTO item SELECT * FROM jsonb_populate_recordset(NULL::item, ${parameter}::jsonb)
  ON CONFLICT (partition, sku) DO UPDATE
  SET version = excluded.version, channels = excluded.channels,
      policy_version = excluded.policy_version, last_offset = excluded.last_offset,
      recorded_at = excluded.recorded_at, applied_at = excluded.applied_at,
      offers = excluded.offers, due_at = excluded.due_at
  WHERE item.version < excluded.version`;

/** The head moves with the lines that it seals; the database refuses to move it back. */
const MOVE_HEADS = (parameter: string): string => `
  INSERT INTO ledger_head (partition, line, hash)
  SELECT partition, line, hash FROM jsonb_populate_recordset(NULL::ledger_head, ${parameter}::jsonb)
  ON CONFLICT (partition) DO UPDATE
  SET line = excluded.line, hash = excluded.hash, sealed_at = now()`;

const INSERT_LINES = (parameter: string): string => `
  INSERT INTO ledger_line SELECT * FROM json_populate_recordset(NULL::ledger_line, ${parameter}::json)`;
/** What claims hold is theirs to write. Rows are locked in the order that everybody takes them in. */
const INSERT_STOCKS = (parameter: string): string => `
  INSERT INTO location_stock (partition, sku, location, available_base, sellable_to)
    SELECT partition, sku, location, available_base, sellable_to
    FROM jsonb_populate_recordset(NULL::location_stock, ${parameter}::jsonb)
    ORDER BY sku, location
  ON CONFLICT (partition, sku, location) DO UPDATE
  SET available_base = excluded.available_base, sellable_to = excluded.sellable_to`;

/** An hour's minutes are joined: the order of batches does not matter. */
const NOTE_ACTIVITY = (parameter: string): string => `
  INSERT INTO location_activity AS known
    SELECT * FROM jsonb_populate_recordset(NULL::location_activity, ${parameter}::jsonb)
  ON CONFLICT (partition, location, source, hour) DO UPDATE
  SET minutes = known.minutes | excluded.minutes, last_at = greatest(known.last_at, excluded.last_at)`;

/**
 * One statement for all that a batch changes. Items: the version only rises (I5). Ledger: no
 * `ON CONFLICT`, for an event that is there already means that the guard failed, and the batch must
 * not pass (I7).
 */
const STORE = `
  WITH contributions AS (
    INSERT INTO contribution
      SELECT * FROM jsonb_populate_recordset(NULL::contribution, $1::jsonb)
    ON CONFLICT (partition, sku, source, table_name, row_key, rule) DO UPDATE
    SET location = excluded.location, bucket = excluded.bucket, quantity = excluded.quantity,
        epoch = excluded.epoch, position = excluded.position, cdc_offset = excluded.cdc_offset,
        revision = excluded.revision, history = excluded.history, sold_day = excluded.sold_day,
        sold = excluded.sold, purchase = excluded.purchase, inbound = excluded.inbound,
        vendor = excluded.vendor, eta = excluded.eta),
  positions AS (
    INSERT INTO stock_position
      SELECT * FROM jsonb_populate_recordset(NULL::stock_position, $2::jsonb)
    ON CONFLICT (partition, sku, location, source) DO UPDATE
    SET hub_version = excluded.hub_version, updated_at = excluded.updated_at,
        recorded_at = excluded.recorded_at,
        ${BUCKETS.map((bucket) => `${bucket} = excluded.${bucket}`).join(', ')}),
  relations AS (
    INSERT INTO ledger_relation
      SELECT * FROM jsonb_populate_recordset(NULL::ledger_relation, $4::jsonb)
    ON CONFLICT (partition, sku, source) DO UPDATE SET summary = excluded.summary),
  exceptions AS (
    INSERT INTO reconciliation_exception
      (event_id, kind, partition, sku, location, source, table_name, row_key, recorded_at)
      SELECT event_id, kind, partition, sku, location, source, table_name, row_key, recorded_at
      FROM jsonb_populate_recordset(NULL::reconciliation_exception, $5::jsonb)
    ON CONFLICT (event_id) DO NOTHING),
  items AS (${INSERT_ITEMS('$3')}),
  heads AS (${MOVE_HEADS('$7')}),
  stocks AS (${INSERT_STOCKS('$8')}),
  activity AS (${NOTE_ACTIVITY('$9')})
  ${INSERT_LINES('$6')}`;

const STORE_ITEMS = `
  WITH items AS (${INSERT_ITEMS('$1')}),
  heads AS (${MOVE_HEADS('$3')})
  ${INSERT_LINES('$2')}`;

/** Writes contributions, positions, items and ledger lines. */
export async function writeFolded(
  manager: EntityManager,
  folded: readonly FoldedPartition[],
): Promise<void> {
  const changed = folded.filter(({ contributions }) => contributions.size > 0);
  if (changed.length === 0) return;
  await manager.query(STORE, [
    JSON.stringify(changed.flatMap(contributionRows)),
    JSON.stringify(changed.flatMap(positionRows)),
    JSON.stringify(changed.flatMap(({ items }) => itemRows(items))),
    JSON.stringify(changed.flatMap(relationRows)),
    JSON.stringify(changed.flatMap(exceptionRows)),
    ...ledgerParameters(changed.map(({ ledger }) => ledger)),
    JSON.stringify(changed.flatMap(({ stocks }) => stocks)),
    JSON.stringify(changed.flatMap(activityRows)),
  ]);
}

/** Writes new numbers of one partition's items, and the lines that tell of them. */
export async function writeItems(
  manager: EntityManager,
  items: readonly ItemNumbers[],
  ledger: SealedLines,
): Promise<void> {
  if (items.length === 0) return;
  await manager.query(STORE_ITEMS, [
    JSON.stringify(itemRows(items)),
    ...ledgerParameters([ledger]),
  ]);
}

/** The lines as they were sealed, and the heads that moved. */
function ledgerParameters(sealed: readonly SealedLines[]): [lines: string, heads: string] {
  const moved = sealed.filter(({ rows }) => rows.length > 0);
  const heads = moved.map(({ head: { partition, line, hash } }) => ({
    partition,
    line: line.toString(),
    hash: `\\x${hash}`,
  }));
  return [`[${moved.flatMap(({ rows }) => rows).join(',')}]`, JSON.stringify(heads)];
}

export async function writeStocks(
  manager: EntityManager,
  stocks: readonly StockRow[],
): Promise<void> {
  await manager.query(INSERT_STOCKS('$1'), [JSON.stringify(stocks)]);
}

const contributionRows = ({ partition, contributions }: FoldedPartition) =>
  [...contributions.values()].map((row) => ({
    partition,
    sku: row.sku,
    source: row.source,
    table_name: row.table,
    row_key: row.rowKey,
    rule: row.rule,
    location: row.location,
    bucket: row.bucket,
    quantity: formatQuantity(row.quantity),
    epoch: row.guard.epoch,
    position: row.guard.position,
    cdc_offset: row.guard.offset.toString(),
    revision: row.guard.revision.toString(),
    history: row.history && writeHistory(row.history),
    ...factColumns(row),
  }));

const relationRows = ({ partition, summaries }: FoldedPartition) =>
  summaries.map(({ sku, source, summary }) => ({
    partition,
    sku,
    source,
    summary: writeSummary(summary),
  }));

const exceptionRows = ({ partition, exceptions }: FoldedPartition) =>
  exceptions.map(({ exception, incoming: { event } }) => ({
    event_id: event.id,
    kind: exception,
    partition,
    sku: event.sku,
    location: event.location,
    source: event.row.system,
    table_name: event.row.table,
    row_key: event.row.key,
    recorded_at: event.recordedAt,
  }));

function positionRows({ partition, positions, items }: FoldedPartition) {
  const newest = new Map(items.map((item) => [item.sku, item]));
  return [...positions.values()].map(({ sku, location, source, ...position }) => ({
    partition,
    sku,
    location,
    source,
    ...Object.fromEntries(
      BUCKETS.map((bucket) => [bucket, formatQuantity(position.buckets[bucket])]),
    ),
    hub_version: position.hubVersion.toString(),
    updated_at: newest.get(sku)?.appliedAt,
    recorded_at: position.recordedAt,
  }));
}

const itemRows = (items: readonly ItemNumbers[]) =>
  items.map((item) => ({
    partition: item.partition,
    sku: item.sku,
    version: item.version.toString(),
    channels: item.channels,
    policy_version: item.policyVersion,
    last_offset: item.lastOffset.toString(),
    recorded_at: item.recordedAt,
    applied_at: item.appliedAt,
    offers: item.offers,
    due_at: item.dueAt === null ? null : new Date(item.dueAt).toISOString(),
  }));
