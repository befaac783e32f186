import type { DataSource } from 'typeorm';
import type { TestDatabase } from './database.js';
import { insertRows, type TestRow } from './rows.js';
import { contributionRow, itemRow, ledgerRow, positionRow } from './stock-rows.js';

type Ago = (seconds: number) => string;

export const WATCHED_SKU = '85123A / red';
const LOCATION = { leeds: 'pos', depot: 'wms' } as const;
/** Units that changed at Leeds, oldest first: what the till sold, and one delivery. */
const MOVES = [-1, -2, -1, -3, 12, -2, -1, -4, -2, -1, -6, -1, -2, -1] as const;
const LEEDS_NOW = 12;
const EVERY_SECONDS = 3_000;

/** One item with a history: sales and a delivery at a shop, stock at a depot, told to one of two channels. */
export async function fillWatchedItem({ dataSource }: TestDatabase, ago: Ago): Promise<void> {
  const sku = WATCHED_SKU;
  await insertRows(dataSource, 'item', [
    itemRow({
      sku,
      version: 20,
      channels: { bazaar: 46, emporium: 10 },
      recorded_at: ago(42),
      applied_at: ago(41),
    }),
  ]);
  const at = { sku, updated_at: ago(41), hub_version: 20 };
  await insertRows(dataSource, 'stock_position', [
    positionRow({ ...at, location: 'leeds', source: 'pos', available_base: LEEDS_NOW, damaged: 1 }),
    positionRow({ ...at, location: 'depot', source: 'wms', available_base: 41 }),
    positionRow({ ...at, location: 'depot', source: 'pos', available_base: 44 }),
  ]);
  await insertRows(dataSource, 'contribution', [
    contributionRow({
      sku,
      source: 'pos',
      table_name: 'item_quantities',
      row_key: '17/1',
      location: 'leeds',
      quantity: LEEDS_NOW,
      position: '0000000002.00000000000000001182.0000000001',
    }),
    contributionRow({
      sku,
      source: 'wms',
      table_name: 'stock_quant',
      row_key: '5',
      location: 'depot',
      quantity: 41,
      position: '00000000000053262496',
    }),
  ]);
  await insertRows(dataSource, 'ledger_line', MOVES.flatMap(linesOf(ago)));
  await fillAnswers(dataSource, ago);
}

async function fillAnswers(dataSource: DataSource, ago: Ago): Promise<void> {
  const sku = WATCHED_SKU;
  await insertRows(dataSource, 'publication', [
    {
      channel: 'bazaar',
      sku,
      lease_epoch: 1,
      sent_version: 20,
      sent_quantity: 46,
      sent_at: ago(39),
      acknowledged_version: 19,
      acknowledged_quantity: 47,
      acknowledged_at: ago(2_900),
      recorded_at: ago(2_930),
    },
    {
      channel: 'emporium',
      sku,
      lease_epoch: 1,
      sent_version: 20,
      sent_quantity: 10,
      sent_at: ago(39),
      acknowledged_version: 20,
      acknowledged_quantity: 10,
      acknowledged_at: ago(38),
      recorded_at: ago(42),
    },
  ]);
}

/** A change of the level, and the sale that caused it in the same transaction. */
const linesOf =
  (ago: Ago) =>
  (change: number, place: number): TestRow[] => {
    const age = 42 + (MOVES.length - 1 - place) * EVERY_SECONDS;
    const later = MOVES.slice(place + 1).reduce<number>((sum, move) => sum + move, 0);
    const common = {
      sku: WATCHED_SKU,
      location: 'leeds',
      source: LOCATION.leeds,
      transaction_id: `0-10-${place}`,
      version: 7 + place,
      recorded_at: ago(age),
      occurred_at: ago(age),
      ingested_at: ago(age - 0.4),
      applied_at: ago(age - 0.7),
    };
    const level = ledgerRow({
      ...common,
      line: 2 * place + 1,
      table_name: 'item_quantities',
      row_key: '17/1',
      change,
      contributes: LEEDS_NOW - later,
      channels: { bazaar: 37 + LEEDS_NOW - later, emporium: 10 },
      position: `0000000002.${String(1_000 + place).padStart(20, '0')}.0000000001`,
    });
    const cause = ledgerRow({
      ...common,
      line: 2 * place + 2,
      bucket: null,
      kind: change > 0 ? 'receipt' : 'sale',
      effect: 'none',
      table_name: 'sales_items',
      row_key: `5363${place}/1`,
      rule: 'line',
      cause_type: change > 0 ? 'receiving' : 'sale',
      cause_id: `5363${place}`,
      cause_line: '1',
    });
    return [level, cause];
  };
