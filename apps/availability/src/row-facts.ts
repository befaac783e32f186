import type { StockEventV1 } from '#contracts';
import {
  dateOfDay,
  dayOf,
  formatQuantity,
  soldBy,
  type Quantity,
  type Sold,
  type StockEvent,
} from '#domain';
import { quantityOf } from './ledger-json.js';

/** The purchase order that a row's inbound quantity belongs to. */
export interface InboundOrder {
  readonly purchase: string;
  readonly vendor: string | null;
  /** UTC day since 1970 */
  readonly eta: number | null;
  /** negative: it arrived */
  readonly quantity: Quantity;
}

/** What a row states beside a quantity in a bucket. Kept with its contribution, to be taken back exactly. */
export interface RowFacts {
  readonly sold: Sold | null;
  readonly order: InboundOrder | null;
}

export const factsOf = (event: StockEvent, message: StockEventV1): RowFacts => ({
  sold: soldBy(event) ?? null,
  order: orderOf(event, message),
});

function orderOf(event: StockEvent, { eta, vendor }: StockEventV1): InboundOrder | null {
  const quantity = event.retracted ? 0n : inboundBy(event);
  if (quantity === 0n) return null;
  const day = typeof eta === 'string' ? Date.parse(eta) : Number.NaN;
  return {
    purchase: event.cause?.id ?? '',
    vendor: vendor ?? null,
    eta: Number.isNaN(day) ? null : dayOf(day),
    quantity,
  };
}

/** What a row adds to the goods on their way, or takes from them when they arrive. */
function inboundBy({ bucket, from, effect, quantity }: StockEvent): Quantity {
  if (effect === 'count' || effect === 'none') return 0n;
  const added = bucket === 'inbound_confirmed' ? quantity : 0n;
  return from?.bucket === 'inbound_confirmed' ? added - quantity : added;
}

export const sameFacts = (a: RowFacts, b: RowFacts): boolean =>
  sameSold(a.sold, b.sold) && sameOrder(a.order, b.order);

const sameSold = (a: Sold | null, b: Sold | null): boolean =>
  a && b ? a.day === b.day && a.quantity === b.quantity : a === b;

const sameOrder = (a: InboundOrder | null, b: InboundOrder | null): boolean =>
  a && b
    ? a.purchase === b.purchase &&
      a.vendor === b.vendor &&
      a.eta === b.eta &&
      a.quantity === b.quantity
    : a === b;

/** Columns of `contribution` that keep the facts. */
export const factColumns = ({ sold, order }: RowFacts) => ({
  sold_day: sold ? sold.day : null,
  sold: sold ? formatQuantity(sold.quantity) : null,
  ...(order ? orderColumns(order) : {}),
});

const orderColumns = ({ purchase, vendor, eta, quantity }: InboundOrder) => ({
  purchase,
  inbound: formatQuantity(quantity),
  vendor,
  eta: eta === null ? null : dateOfDay(eta),
});

export interface FactColumns {
  readonly sold_day: number | null;
  readonly sold: string | null;
  readonly purchase: string | null;
  readonly inbound: string | null;
  readonly vendor: string | null;
  /** UTC days since 1970 */
  readonly eta_day: number | null;
}

export const toFacts = (row: FactColumns): RowFacts => ({
  sold:
    row.sold_day === null || row.sold === null
      ? null
      : { day: row.sold_day, quantity: quantityOf(row.sold) },
  order: toOrder(row),
});

const toOrder = ({ purchase, inbound, vendor, eta_day }: FactColumns): InboundOrder | null =>
  purchase === null || inbound === null
    ? null
    : { purchase, vendor, eta: eta_day, quantity: quantityOf(inbound) };
