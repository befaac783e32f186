import { encodeStockEvent, type StockEventV1 } from '#contracts';
import type { RawBatch } from '#messaging';

type Message = RawBatch['messages'][number];

/** A stock event as it lies on Kafka; its row's native position is its offset. */
export function stageMessage(
  offset: number,
  { row = 'id=1', ...over }: Partial<StockEventV1> & { row?: string } = {},
): Message {
  const event: StockEventV1 = {
    kind: 'level',
    effect: 'absolute',
    sku: 'A',
    location: 'leeds',
    bucket: 'available_base',
    quantity: '0',
    retracted: false,
    cause: null,
    occurredAt: '2026-03-01T10:00:00.000Z',
    recordedAt: '2026-03-01T10:00:00.000Z',
    ingestedAt: '2026-03-01T10:00:01.000Z',
    source: {
      system: 'pos',
      connector: 'mariadb',
      table: 'levels',
      key: row,
      rule: 'rule',
      op: 'u',
      epoch: 1,
      position: String(offset).padStart(6, '0'),
      order: 'position',
      revision: '0',
      transaction: null,
      topic: 't',
      partition: 0,
      offset: String(offset),
    },
    ...over,
  };
  const { value, headers } = encodeStockEvent(`event-${offset}`, event);
  return {
    offset: BigInt(offset),
    key: Buffer.from(event.sku),
    value: Buffer.from(value),
    headers,
    timestampMs: 0,
  };
}
