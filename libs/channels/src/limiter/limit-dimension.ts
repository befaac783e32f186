/**
 * One of an account's limits, a token bucket. A call costs 1 (`request`), one per row (`row`), or
 * `perRequest` + `perRow` × rows (`points`).
 */
export interface LimitDimension {
  readonly id: string;
  readonly cost: 'request' | 'row' | 'points';
  readonly capacity: number;
  readonly refillPerSecond: number;
  readonly perRequest: number;
  readonly perRow: number;
}

/** What an answer told about every dimension of one cost. */
export interface LimitHint {
  readonly cost: LimitDimension['cost'];
  /** tokens that were left when the marketplace answered */
  readonly available: number;
  readonly refillPerSecond?: number;
}

export function costOf(dimension: LimitDimension, rows: number): number {
  switch (dimension.cost) {
    case 'request':
      return 1;
    case 'row':
      return rows;
    case 'points':
      return dimension.perRequest + dimension.perRow * rows;
  }
}

/** Most rows, up to `wanted`, that one call can ever carry under the limit; 0 when not even one. */
export function mostRows(dimension: LimitDimension, wanted: number): number {
  const { cost, capacity, perRequest, perRow } = dimension;
  if (cost === 'request') return capacity >= 1 ? wanted : 0;
  if (cost === 'row') return Math.min(wanted, Math.floor(capacity));
  if (perRow === 0) return capacity >= perRequest ? wanted : 0;
  return Math.max(0, Math.min(wanted, Math.floor((capacity - perRequest) / perRow)));
}
