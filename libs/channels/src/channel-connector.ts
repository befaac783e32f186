import type { LimitHint } from './limiter/limit-dimension.js';

/** What a listing shall show. Absolute: writing it again changes nothing. */
export interface ListingQuantity {
  readonly sku: string;
  readonly quantity: number;
}

/** The marketplace's answer to one row; `unknown`: it may be applied, read it back. */
export type RowVerdict =
  | { readonly outcome: 'accepted' }
  | { readonly outcome: 'unknown'; readonly reason: string }
  | { readonly outcome: 'rejected'; readonly code: string; readonly reason: string | null };

/**
 * How a call ended. Verdicts are values; a connector throws only for a bug.
 *
 * - `answered`: each row has its verdict, in the order of the rows.
 * - `refused`: nothing was applied, and the same call would be refused again.
 * - `throttled`: nothing was applied; the limit asks for a pause.
 * - `unavailable`: nothing was sent, or certainly nothing was applied.
 * - `unknown`: any of the rows may be applied. They must be read back before another write.
 */
export type PushResult =
  | {
      readonly kind: 'answered';
      readonly verdicts: readonly RowVerdict[];
      readonly hints: readonly LimitHint[];
    }
  | { readonly kind: 'refused'; readonly code: string; readonly reason: string }
  | {
      readonly kind: 'throttled';
      readonly retryAfterMs: number;
      readonly hints: readonly LimitHint[];
    }
  | { readonly kind: 'unavailable'; readonly reason: string }
  | { readonly kind: 'unknown'; readonly reason: string };

export type ReadBackResult =
  /** a sku that the marketplace does not list is absent */
  | { readonly kind: 'read'; readonly quantities: ReadonlyMap<string, number> }
  | { readonly kind: 'throttled'; readonly retryAfterMs: number; readonly reason: string }
  | { readonly kind: 'unavailable'; readonly reason: string };

/** One marketplace account. It neither retries nor sleeps: pace and order are the caller's. */
export interface ChannelConnector {
  readonly rowsPerCall: number;
  /** most milliseconds that a call may take */
  readonly timeoutMs: number;
  push(rows: readonly ListingQuantity[]): Promise<PushResult>;
  /** What the marketplace shows now; at most `rowsPerCall` skus. */
  readBack(skus: readonly string[]): Promise<ReadBackResult>;
  close(): Promise<void>;
}
