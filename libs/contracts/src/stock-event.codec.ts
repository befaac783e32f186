import { decode } from './decode.js';
import { stockEventV1, type StockEventV1 } from './stock-event.v1.js';

export interface KafkaRecord {
  readonly key: string;
  readonly value: string;
  readonly headers: Readonly<Record<string, string>>;
  /** left out: by the key */
  readonly partition?: number;
}

/** CloudEvents 1.0, Kafka binary mode: attributes in headers, data as JSON. */
export function encodeStockEvent(id: string, event: StockEventV1): KafkaRecord {
  return {
    key: event.sku,
    value: JSON.stringify(event),
    headers: {
      ce_specversion: '1.0',
      ce_id: id,
      ce_source: `/cdc/${event.source.system}/${event.source.table}`,
      ce_type: `stock.${event.kind}.v1`,
      ce_subject: `${event.sku}@${event.location}`,
      ce_time: event.occurredAt,
      'content-type': 'application/json',
    },
  };
}

/** @throws PoisonMessageError */
export const decodeStockEvent = (value: Buffer | null): StockEventV1 =>
  decode('stock_event', stockEventV1, value);
