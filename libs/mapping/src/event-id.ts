import { hash } from 'node:crypto';
import type { StockEventV1 } from '#contracts';

/**
 * Deterministic: the same change, by the same rule, under the same references, for the same item.
 * A snapshot read without a trustworthy position is told apart by where it lies on Kafka.
 */
export function eventId({ sku, source }: StockEventV1): string {
  const place =
    source.order === 'position'
      ? `${source.epoch}/${source.position}`
      : `${source.epoch}/${source.topic}/${source.partition}/${source.offset}`;
  const identity = [
    source.system,
    source.table,
    source.key,
    place,
    source.op,
    source.rule,
    source.revision,
    sku,
  ];
  return hash('sha256', identity.join('\n'), 'hex').slice(0, 32);
}
