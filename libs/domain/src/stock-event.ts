import type { Bucket } from './bucket.js';
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
 * One row of one source now contributes `quantity` to one bucket of one item at one location.
 *
 * A position is the sum of its rows' contributions: a later version of the row replaces what it
 * contributed, a deleted or moved row contributes zero. An event without a bucket only names a cause.
 */
export interface StockEvent {
  readonly id: string;
  readonly kind: StockKind;
  readonly sku: string;
  readonly location: string;
  readonly bucket: Bucket | null;
  readonly quantity: Quantity;
  /** the row no longer contributes to this item */
  readonly retracted: boolean;
  readonly cause: CauseRef | null;
  readonly row: SourceRow;
  readonly version: RowVersion;
}
