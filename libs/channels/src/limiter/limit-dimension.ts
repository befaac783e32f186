/** What a call does, for limits that do not count every call. */
export const CALL_KINDS = ['write', 'read', 'poll'] as const;
export type CallKind = (typeof CALL_KINDS)[number];

interface LimitCommon {
  readonly id: string;
  /** whose calls are counted together: one account's, all accounts' of one app, or one listing's */
  readonly scope: 'account' | 'app' | 'listing';
  /** which calls count */
  readonly counts: readonly CallKind[];
  /** a call costs 1 (`request`), one per row (`row`), or `perRequest` + `perRow` × rows (`points`) */
  readonly cost: 'request' | 'row' | 'points';
  readonly perRequest: number;
  readonly perRow: number;
}

/** Fills at a steady pace up to its capacity. */
export interface TokenBucketLimit extends LimitCommon {
  readonly kind: 'tokenBucket';
  readonly capacity: number;
  readonly refillPerSecond: number;
}

/** So much in any stretch of time (`slidingWindow`), or in each of a clock's (`fixedWindow`). */
export interface WindowLimit extends LimitCommon {
  readonly kind: 'slidingWindow' | 'fixedWindow';
  readonly capacity: number;
  readonly windowMs: number;
}

/** From the beginning of one call to the beginning of the next. */
export interface MinIntervalLimit extends LimitCommon {
  readonly kind: 'minInterval';
  readonly intervalMs: number;
}

/** One of an account's limits; a call starts when all of them admit it. */
export type LimitDimension = TokenBucketLimit | WindowLimit | MinIntervalLimit;

/** What an answer told about a limit. */
export interface LimitHint {
  /** the limit's id; left out: every limit of this cost */
  readonly id?: string;
  readonly cost: LimitDimension['cost'];
  /** what was left when the channel answered */
  readonly available: number;
  readonly refillPerSecond?: number;
  /** milliseconds until a window begins anew */
  readonly resetsInMs?: number;
}

/** Limits of single listings, which are counted in windows. */
export const listingLimits = (dimensions: readonly LimitDimension[]): readonly WindowLimit[] =>
  dimensions.flatMap((dimension) =>
    dimension.scope === 'listing' && 'windowMs' in dimension ? [dimension] : [],
  );

export function costOf({ cost, perRequest, perRow }: LimitDimension, rows: number): number {
  switch (cost) {
    case 'request':
      return 1;
    case 'row':
      return rows;
    case 'points':
      return perRequest + perRow * rows;
  }
}

/** What can ever be spent at once. */
export const capacityOf = (dimension: LimitDimension): number =>
  dimension.kind === 'minInterval' ? Number.POSITIVE_INFINITY : dimension.capacity;

/** Most rows, up to `wanted`, that one call can ever carry under the limit; 0 when not even one. */
export function mostRows(dimension: LimitDimension, wanted: number): number {
  const { cost, perRequest, perRow } = dimension;
  const capacity = capacityOf(dimension);
  if (cost === 'request') return capacity >= 1 ? wanted : 0;
  if (cost === 'row') return Math.min(wanted, Math.floor(capacity));
  if (perRow === 0) return capacity >= perRequest ? wanted : 0;
  return Math.max(0, Math.min(wanted, Math.floor((capacity - perRequest) / perRow)));
}
