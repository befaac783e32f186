/** A listing's quantity, absolute, in whole units. */
export interface QuantityRow {
  readonly sku: string;
  readonly quantity: number;
}

export type RowVerdict =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'rejected'; readonly code: string; readonly reason: string };

/** What a marketplace's answer says of its own limits, to correct ours. */
export interface LimitHint {
  /** cost points left */
  readonly pointsAvailable: number | null;
}

/** How one call ended. Expected answers are values; a connector throws only for bugs. */
export type PushResult =
  | {
      readonly kind: 'answered';
      readonly verdicts: ReadonlyMap<string, RowVerdict>;
      readonly hint: LimitHint;
    }
  | { readonly kind: 'throttled'; readonly retryAfterMs: number; readonly hint: LimitHint }
  /** the rows may or may not have been applied: read back before another write */
  | { readonly kind: 'unclear'; readonly reason: string }
  /** the rows were not applied */
  | { readonly kind: 'unavailable'; readonly reason: string };

export type ReadBackResult =
  | { readonly kind: 'read'; readonly quantities: ReadonlyMap<string, number> }
  | { readonly kind: 'unavailable'; readonly reason: string };

/** One marketplace account. Never retries and never sleeps: that is the publisher's work. */
export interface ChannelConnector {
  push(rows: readonly QuantityRow[]): Promise<PushResult>;
  /** quantities as the marketplace shows them now; a listing that it does not have is absent */
  readBack(skus: readonly string[]): Promise<ReadBackResult>;
  close(): Promise<void>;
}
