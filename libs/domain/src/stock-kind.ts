/** What happened to stock, whatever the source called it. */
export const STOCK_KINDS = [
  'sale',
  'cancellation',
  'return',
  'restock',
  'transfer_out',
  'transfer_in',
  'asn',
  'receipt',
  'shrink',
  'damage',
  'quarantine',
  'cycle_count',
  'adjustment',
  'level',
  'heartbeat',
] as const;

export type StockKind = (typeof STOCK_KINDS)[number];
