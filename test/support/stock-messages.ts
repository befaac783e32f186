import { encodeStockEvent, type StockEventV1 } from '#contracts';
import type { RawBatch, RawMessage } from '#messaging';

type Source = StockEventV1['source'];

/** What a test says of an event; the rest is a level of five at Leeds, read from a row of the shop's till. */
export interface EventGiven extends Partial<Omit<StockEventV1, 'source'>> {
  readonly source?: Partial<Source>;
}

/** A stock event; what a test does not say is as above, its row's native position the offset. */
export const stockEvent = (offset: number, { source, ...given }: EventGiven): StockEventV1 => ({
  kind: 'level',
  effect: 'absolute',
  sku: 'A',
  location: 'leeds',
  bucket: 'available_base',
  quantity: '5',
  retracted: false,
  cause: null,
  occurredAt: '2026-03-01T10:00:00.000Z',
  recordedAt: '2026-03-01T10:00:00.000Z',
  ingestedAt: '2026-03-01T10:00:01.000Z',
  ...given,
  source: {
    system: 'pos',
    connector: 'mariadb',
    table: 'levels',
    key: 'id=1',
    rule: 'level',
    op: 'u',
    epoch: 1,
    position: String(offset).padStart(8, '0'),
    order: 'position',
    revision: '0',
    transaction: null,
    topic: 'cdc.pos.shop.levels',
    partition: 0,
    offset: String(offset),
    ...source,
  },
});

/** A stock event as it comes from Kafka; without another id, its offset names it. */
export function stockMessage(
  offset: number,
  given: EventGiven,
  id = `event-${offset}`,
): RawMessage {
  const { key, value, headers } = encodeStockEvent(id, stockEvent(offset, given));
  return {
    offset: BigInt(offset),
    key: Buffer.from(key),
    value: Buffer.from(value),
    headers,
    timestampMs: 0,
  };
}

/** Messages of one partition, in order, as a fetch brings them. */
export const stockBatch = (partition: number, messages: readonly RawMessage[]): RawBatch => ({
  topic: 'stock.events.v1',
  partition,
  messages,
  nextOffset: (messages.at(-1)?.offset ?? -1n) + 1n,
  alive: () => true,
});
