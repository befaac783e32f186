import type { Policy } from '#config';
import type { RawBatch } from '#messaging';

/** A warehouse whose lines reach items through lots, and rooms through shelves. */
export const DEPOT_PACK = `
pack: 1
name: depot
engine: postgresql
tables:
  product: { role: reference, key: [id], keep: [code] }
  lot: { role: reference, key: [id], keep: [product_id] }
  place: { role: reference, key: [id], keep: [name, parent] }
  tally:
    role: state
    key: [id]
    columns: [id, barcode, quantity]
    refs: { item: { table: product, by: barcode, key: row.barcode } }
    sku: item.code
    location: "'Leeds'"
    rules: [{ name: level, kind: level, bucket: damaged, quantity: row.quantity }]
  line:
    role: state
    key: [id]
    columns: [id, lot_id, product_id, place_id, quantity]
    refs:
      lot: { table: lot, key: row.lot_id, optional: true }
      item: { table: product, key: 'lot == null ? row.product_id : lot.product_id' }
      place: { table: place, key: row.place_id }
      parent: { table: place, key: place.parent, optional: true }
    sku: item.code
    location: 'parent == null ? place.name : parent.name'
    rules: [{ name: level, kind: level, bucket: available_base, quantity: row.quantity }]
`;

export const depotPolicy = (pack: string) =>
  ({
    sources: { wms: { pack, timeZone: 'UTC', database: { name: 'wms' } } },
    locations: {
      'store-leeds': { source: 'wms', name: 'Leeds', kind: 'store', fallbacks: [], precedence: {} },
      'store-london': {
        source: 'wms',
        name: 'London',
        kind: 'store',
        fallbacks: [],
        precedence: {},
      },
    },
    channels: {},
    policyVersion: 'test',
  }) as unknown as Policy;

export interface Images {
  readonly before: Record<string, unknown> | null;
  readonly after: Record<string, unknown> | null;
}

export const rowMessage = (offset: bigint, after: Record<string, unknown>) =>
  changeMessage(offset, { before: null, after });

export const changeMessage = (
  offset: bigint,
  { before, after }: Images,
): RawBatch['messages'][number] => ({
  offset,
  key: Buffer.from(JSON.stringify({ id: (after ?? before)?.['id'] })),
  value: Buffer.from(
    JSON.stringify({
      op: after ? 'u' : 'd',
      before,
      after,
      source: { connector: 'postgresql', ts_ms: 1_795_417_046_000, lsn: 1000 + Number(offset) },
    }),
  ),
  headers: {},
  timestampMs: 0,
});
