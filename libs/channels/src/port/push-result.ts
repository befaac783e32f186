import type { LimitHint } from '../limiter/limit-dimension.js';

/**
 * The channel's answer to one row.
 *
 * - `applied`: the listing shows it.
 * - `accepted`: taken, and not shown yet; a poll or a read-back tells.
 * - `rejected`: not applied, and the same row would be rejected again.
 * - `unknown`: it may be applied or not, or something else is shown than was thought: read it back.
 */
export type RowVerdict =
  | { readonly outcome: 'applied' }
  | { readonly outcome: 'accepted' }
  | { readonly outcome: 'rejected'; readonly code: string; readonly reason: string | null }
  | { readonly outcome: 'unknown'; readonly reason: string };

/** Rows that the channel has accepted and works on by itself. */
export interface PendingJob {
  /** how the channel names it; null: there is nothing to poll, the listings are read back */
  readonly id: string | null;
  /** milliseconds to leave it alone before it is looked at */
  readonly checkAfterMs: number;
}

/**
 * How a call ended. Answers are values; a connector throws only for a bug.
 *
 * - `answered`: each row has its verdict, in the order of the rows.
 * - `refused`: nothing was applied, and the same call would be refused again.
 * - `throttled`: nothing was applied; the limit asks for a pause.
 * - `unauthorized`: nothing was applied; the credentials are not valid (any more).
 * - `unavailable`: nothing was sent, or certainly nothing was applied.
 * - `unknown`: any of the rows may be applied. They must be read back before another write.
 */
export type PushResult =
  | {
      readonly kind: 'answered';
      readonly verdicts: readonly RowVerdict[];
      readonly hints: readonly LimitHint[];
      /** where a verdict is `accepted` */
      readonly job?: PendingJob;
    }
  | { readonly kind: 'refused'; readonly code: string; readonly reason: string }
  | NotNow
  | { readonly kind: 'unknown'; readonly reason: string };

/** Nothing was applied or read; later it may work. */
export type NotNow =
  | {
      readonly kind: 'throttled';
      readonly retryAfterMs: number;
      readonly hints: readonly LimitHint[];
      /** id of the limit that the call ran into: others go on; left out: not known, every call waits */
      readonly refusedBy?: string;
    }
  | { readonly kind: 'unauthorized'; readonly reason: string }
  | { readonly kind: 'unavailable'; readonly reason: string };
