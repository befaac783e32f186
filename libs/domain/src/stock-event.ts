import type { Bucket } from './bucket.js';
import type { Place } from './place.js';
import type { Quantity } from './quantity.js';
import type { RowVersion } from './row-version.js';
import type { StockKind } from './stock-kind.js';

/** The business document behind a change. */
export interface CauseRef {
  readonly type: string;
  readonly id: string;
  readonly line: string | null;
}

/** The row of a source database that a stock event was read from. */
export interface SourceRow {
  readonly system: string;
  readonly table: string;
  readonly key: string;
  readonly rule: string;
}

/**
 * How an event bears on stock. `absolute`: its row now contributes `quantity` to the bucket. `delta`: its
 * row moves the bucket by `quantity`. `transition`: its row moves `quantity` from one place to another.
 * `count`: the bucket held `quantity` when it was counted; movements before that no longer count.
 * `none`: its row only names a cause.
 */
export const EFFECTS = ['absolute', 'delta', 'transition', 'count', 'none'] as const;

export type Effect = (typeof EFFECTS)[number];

/**
 * What one row of one source now says of one item at one location.
 *
 * A position is the sum of its rows' contributions: a later version of the row replaces what it
 * contributed, a deleted or moved row contributes zero. Times are UTC ISO 8601 with milliseconds.
 */
export interface StockEvent {
  readonly id: string;
  readonly kind: StockKind;
  readonly effect: Effect;
  readonly sku: string;
  readonly location: string;
  readonly bucket: Bucket | null;
  readonly quantity: Quantity;
  /** where a transition takes the quantity from */
  readonly from: Place | null;
  /** when a count was taken, where that is not when its row was written */
  readonly countedAt: string | null;
  /** the row no longer contributes to this item */
  readonly retracted: boolean;
  /** the row said something of this item before this change: it is amended or deleted */
  readonly amends: boolean;
  /** a snapshot read, which says what is, not when it came about */
  readonly read: boolean;
  readonly occurredAt: string;
  readonly recordedAt: string;
  readonly cause: CauseRef | null;
  readonly row: SourceRow;
  readonly version: RowVersion;
}
