import type { TestDatabase } from './database.js';
import { insertRows } from './rows.js';
import { contributionRow, itemRow, ledgerRow, positionRow } from './stock-rows.js';

export const SKU = '85123A / red';
const BINLOG = '0000000002.00000000000000001182.0000000001';
const LSN = '00000000000053262496';

/** A sale of six at Leeds: the level's row in one table, its cause in two others, one transaction. */
const SALE = { source: 'pos', transaction_id: '0-10-88', sku: SKU, location: 'leeds' };

/** The snapshot, the sale's level, and the rows that name its cause. */
const LEDGER = [
  ledgerRow({
    line: 1,
    sku: SKU,
    location: 'depot',
    source: 'wms',
    table_name: 'stock_quant',
    row_key: '5',
    op: 'r',
    transaction_id: '777',
    change: 41.75,
    contributes: 41.75,
    position: LSN,
  }),
  ledgerRow({
    line: 6,
    sku: SKU,
    location: 'depot',
    source: 'wms',
    table_name: 'stock_move',
    row_key: '9',
    op: 'r',
    transaction_id: '777',
    bucket: null,
    kind: 'receipt',
    cause_type: 'purchase',
    cause_id: '4',
  }),
  ledgerRow({
    ...SALE,
    line: 2,
    table_name: 'item_quantities',
    row_key: '17/1',
    change: -6,
    contributes: 6,
    position: BINLOG,
    version: 8,
  }),
  ledgerRow({
    ...SALE,
    line: 3,
    bucket: null,
    kind: 'sale',
    effect: 'none',
    table_name: 'inventory',
    row_key: '301',
    rule: 'movement',
    cause_type: 'sale',
    cause_id: '536365',
  }),
  ledgerRow({
    ...SALE,
    line: 4,
    bucket: null,
    kind: 'sale',
    effect: 'none',
    table_name: 'sales_items',
    row_key: '536365/3',
    rule: 'line',
    cause_type: 'sale',
    cause_id: '536365',
    cause_line: '3',
  }),
  ledgerRow({
    ...SALE,
    line: 5,
    sku: 'other',
    bucket: null,
    kind: 'sale',
    table_name: 'sales_items',
    row_key: '536365/4',
    cause_type: 'sale',
    cause_id: '536365',
    cause_line: '4',
  }),
];

/** Two positions, the rows that make them, and a sale of six with its causes, told to one of two channels. */
export async function fillSale(database: TestDatabase): Promise<void> {
  const { dataSource } = database;
  await insertRows(dataSource, 'item', [
    itemRow({ sku: SKU, version: 8, channels: { bazaar: 43, emporium: 10 } }),
  ]);
  await insertRows(dataSource, 'stock_position', [
    positionRow({ sku: SKU, location: 'leeds', source: 'pos', available_base: 6, damaged: 1.5 }),
    positionRow({ sku: SKU, location: 'depot', source: 'wms', available_base: 41.75 }),
    positionRow({ sku: SKU, location: 'depot', source: 'pos', available_base: 999 }),
  ]);
  await insertRows(dataSource, 'contribution', [
    contributionRow({
      sku: SKU,
      source: 'pos',
      table_name: 'item_quantities',
      row_key: '17/1',
      location: 'leeds',
      quantity: 6,
      position: BINLOG,
    }),
    contributionRow({
      sku: SKU,
      source: 'wms',
      table_name: 'stock_quant',
      row_key: '5',
      location: 'depot',
      quantity: 41.75,
      position: LSN,
    }),
    contributionRow({
      sku: SKU,
      source: 'pos',
      table_name: 'item_quantities',
      row_key: '17/9',
      location: 'leeds',
      quantity: 0,
      position: BINLOG,
    }),
  ]);
  await insertRows(dataSource, 'ledger_line', LEDGER);
  await fillAnswers(database);
}

async function fillAnswers({ dataSource }: TestDatabase): Promise<void> {
  await insertRows(dataSource, 'cause_fact', [
    {
      source: 'pos',
      type: 'sale',
      id: '536365',
      facts: { sale_time: '2026-01-05 09:00:00' },
      epoch: 1,
      position: BINLOG,
      cdc_offset: 3,
    },
  ]);
  await insertRows(dataSource, 'publication', [
    {
      channel: 'bazaar',
      sku: SKU,
      lease_epoch: 1,
      sent_version: 8,
      sent_quantity: 43,
      sent_at: '2026-01-05T09:00:01Z',
      acknowledged_version: 7,
      acknowledged_quantity: 49,
      acknowledged_at: '2026-01-05T08:00:00Z',
      recorded_at: '2026-01-05T07:59:59Z',
    },
  ]);
}
