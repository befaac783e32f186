import { PHYSICAL_BUCKETS, type Bucket } from '../bucket.js';
import type { Quantity } from '../quantity.js';
import type { StockEvent } from '../stock-event.js';
import type { StockKind } from '../stock-kind.js';
import { dayOf } from './day.js';

/** What one row says was sold, and on which day. Negative: taken back. */
export interface Sold {
  /** UTC days since 1970 */
  readonly day: number;
  readonly quantity: Quantity;
}

/** The parts of a stock event that tell of a sale. */
export type SaleEvent = Pick<
  StockEvent,
  | 'kind'
  | 'effect'
  | 'bucket'
  | 'quantity'
  | 'retracted'
  | 'countedAt'
  | 'occurredAt'
  | 'recordedAt'
>;

const SALE_KINDS: ReadonlySet<StockKind> = new Set(['sale', 'return', 'cancellation']);
const PHYSICAL: ReadonlySet<Bucket> = new Set(PHYSICAL_BUCKETS);

/**
 * The demand that an event states; undefined for one that states none.
 *
 * A movement states it by what it takes from stock. An event without a bucket names only a cause, and its
 * quantity is the units of that cause: it never moves stock. A sale dated after it was recorded counts
 * for the day on which it was recorded.
 */
export function soldBy(event: SaleEvent): Sold | undefined {
  if (event.retracted || event.quantity === 0n || !SALE_KINDS.has(event.kind)) return undefined;
  const quantity = soldQuantity(event);
  if (quantity === undefined) return undefined;
  const day = Math.min(dayOf(instant(event.occurredAt)), dayOf(instant(event.recordedAt)));
  return { day, quantity };
}

function soldQuantity({ kind, effect, bucket, quantity }: SaleEvent): Quantity | undefined {
  if (bucket === null) return kind === 'sale' ? quantity : -quantity;
  return effect === 'delta' && PHYSICAL.has(bucket) ? -quantity : undefined;
}

/**
 * When a counted quantity was true, in milliseconds since 1970; undefined for what is no count. A count
 * cannot have been taken after it was recorded.
 */
export function countedBy(event: SaleEvent): number | undefined {
  if (event.kind !== 'cycle_count' || event.retracted) return undefined;
  return Math.min(instant(event.countedAt ?? event.occurredAt), instant(event.recordedAt));
}

const instant = (text: string): number => Date.parse(text);
