import type { RawBatch } from '#messaging';

/** Messages of the OpenSourcePOS pack's tables, as Debezium sends them from MariaDB. */
export const source = (pos: number) => ({
  connector: 'mariadb',
  ts_ms: 1_795_417_046_000,
  file: 'bin.000001',
  pos,
  row: 0,
  gtid: `0-1-${pos}`,
});

export const level = (pos: number, quantity: number) => ({
  op: 'u',
  before: null,
  after: { item_id: 10, location_id: 1, quantity: `${quantity}.000` },
  source: source(pos),
  transaction: { id: `0-1-${pos}`, total_order: 1 },
});

export const item = (pos: number, sku: string) => ({
  op: 'u',
  before: null,
  after: {
    item_id: 10,
    item_number: sku,
    name: 'a thing',
    deleted: 0,
    stock_type: 0,
    category: 'c',
    item_type: 0,
    description: '',
  },
  source: source(pos),
  transaction: { id: `0-1-${pos}`, total_order: 1 },
});

export const place = (pos: number) => ({
  op: 'c',
  before: null,
  after: { location_id: 1, location_name: 'Leeds', deleted: 0 },
  source: source(pos),
  transaction: { id: `0-1-${pos}`, total_order: 1 },
});

export const message = (
  offset: bigint,
  key: string,
  value: unknown,
): RawBatch['messages'][number] => ({
  offset,
  key: Buffer.from(key),
  value: Buffer.from(JSON.stringify(value)),
  headers: {},
  timestampMs: 0,
});

export const batchOf = (table: string, messages: RawBatch['messages']): RawBatch[] => [
  {
    topic: `cdc.pos.ospos.${table}`,
    partition: 0,
    messages,
    nextOffset: (messages.at(-1)?.offset ?? 0n) + 1n,
    alive: () => true,
  },
];

export const levels = (offset: number, value: unknown) =>
  batchOf('ospos_item_quantities', [message(BigInt(offset), '{"item_id":10}', value)]);
export const items = (offset: number, value: unknown) =>
  batchOf('ospos_items', [message(BigInt(offset), '{"item_id":10}', value)]);
export const places = (offset: number, value: unknown) =>
  batchOf('ospos_stock_locations', [message(BigInt(offset), '{"location_id":1}', value)]);
