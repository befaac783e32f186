import { isStorableQuantity, parseQuantity, type StockEvent } from '#domain';
import { PoisonMessageError } from './poison.js';
import type { StockEventV1 } from './stock-event.v1.js';

const ID = /^[^\0\p{Cs}]{1,500}$/u;

/** @throws PoisonMessageError `stock_event.no_id`, `stock_event.bad_id`, `stock_event.bad_quantity` or `stock_event.no_bucket` */
export function toDomainEvent(id: string | undefined, event: StockEventV1): StockEvent {
  const known = idOf(id);
  const quantity = parseQuantity(event.quantity);
  if (quantity === undefined || !isStorableQuantity(quantity)) {
    throw new PoisonMessageError(
      'stock_event.bad_quantity',
      `"${event.quantity}" is no decimal below a thousand billion`,
    );
  }
  if (event.bucket === null && event.effect !== 'none') {
    const found = `effect ${event.effect} without a bucket; only effect none has none`;
    throw new PoisonMessageError('stock_event.no_bucket', found);
  }
  const { source } = event;
  return {
    id: known,
    kind: event.kind,
    effect: event.effect,
    sku: event.sku,
    location: event.location,
    bucket: event.bucket,
    quantity,
    from: event.from ?? null,
    countedAt: event.countedAt ?? null,
    retracted: event.retracted,
    amends: event.amends ?? (source.op === 'u' || source.op === 'd'),
    read: source.op === 'r',
    occurredAt: event.occurredAt,
    recordedAt: event.recordedAt,
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

function idOf(id: string | undefined): string {
  if (!id) throw new PoisonMessageError('stock_event.no_id', 'the header ce_id is missing');
  if (ID.test(id)) return id;
  const found = 'the header ce_id has more than 500 characters, or some that cannot be kept';
  throw new PoisonMessageError('stock_event.bad_id', found);
}
