import { createHash } from 'node:crypto';
import { encodeStockEvent, type KafkaRecord, type StockEventV1 } from '#contracts';
import {
  formatThousandths,
  itemOf,
  LOCATIONS,
  locationOf,
  quantityOf,
  rowsOf,
  skuOf,
  type Change,
  type LoadSpec,
} from './changes.js';

export const FIRST_COMMIT_MS = Date.UTC(2026, 10, 2, 8);
const CAPTURE_MS = 40;

/** Rises with a row's versions, and is another one for every change. */
export const logPosition = (spec: LoadSpec, { row, seq }: Change): number =>
  4096 + (seq * rowsOf(spec) + row) * 256;

/** Rises by a millisecond per change. */
export const committedAt = (spec: LoadSpec, { row, seq }: Change): number =>
  FIRST_COMMIT_MS + seq * rowsOf(spec) + row;

/** A change as a message of stock.events.v1, by the real codec. */
export function stockRecord(spec: LoadSpec, change: Change): KafkaRecord {
  const { row, seq } = change;
  const item = itemOf(spec, row);
  const key = `item_id=${item},location_id=${locationOf(spec, row) + 1}`;
  const at = committedAt(spec, change);
  const position = nativePosition(logPosition(spec, change));
  const event: StockEventV1 = {
    kind: 'level',
    effect: 'absolute',
    sku: skuOf(item),
    location: LOCATIONS[locationOf(spec, row)] ?? '',
    bucket: 'available_base',
    quantity: formatThousandths(quantityOf(change)),
    retracted: false,
    cause: null,
    occurredAt: new Date(at).toISOString(),
    recordedAt: new Date(at).toISOString(),
    ingestedAt: new Date(at + CAPTURE_MS).toISOString(),
    source: {
      system: 'pos',
      connector: 'mariadb',
      table: 'ospos_item_quantities',
      key,
      rule: 'level',
      op: seq > 1 ? 'u' : 'c',
      epoch: 1,
      position,
      order: 'position',
      revision: '0',
      transaction: `0-1-${seq * rowsOf(spec) + row}`,
      topic: 'cdc.pos.ospos.ospos_item_quantities',
      partition: item % 4,
      offset: String(seq * rowsOf(spec) + row),
    },
  };
  const id = createHash('sha256').update(`${key}\n${position}`).digest('hex').slice(0, 32);
  return encodeStockEvent(id, event);
}

const nativePosition = (position: number): string =>
  ['1'.padStart(10, '0'), String(position).padStart(20, '0'), '1'.padStart(10, '0')].join('.');
