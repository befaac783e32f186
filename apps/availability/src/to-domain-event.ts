import { PoisonMessageError, type StockEventV1 } from '#contracts';
import { parseQuantity, type StockEvent } from '#domain';

/** @throws PoisonMessageError `stock_event.no_id` or `stock_event.bad_quantity` */
export function toDomainEvent(id: string | undefined, event: StockEventV1): StockEvent {
  if (!id) throw new PoisonMessageError('stock_event.no_id', 'the header ce_id is missing');
  const quantity = parseQuantity(event.quantity);
  if (quantity === undefined) {
    throw new PoisonMessageError('stock_event.bad_quantity', `"${event.quantity}" is no decimal`);
  }
  const { source } = event;
  return {
    id,
    kind: event.kind,
    sku: event.sku,
    location: event.location,
    bucket: event.bucket,
    quantity,
    retracted: event.retracted,
    cause: event.cause,
    row: { system: source.system, table: source.table, key: source.key, rule: source.rule },
    version: {
      epoch: source.epoch,
      position: source.position,
      order: source.order,
      offset: BigInt(source.offset),
      revision: BigInt(source.revision),
    },
  };
}
