import type { ChannelLimit } from '#config';
import type { LimitHint } from '../channel-connector.js';
import { TokenBucket } from './token-bucket.js';

/** Share of every bucket that only calls with a zero in them may use. */
const RESERVE = 0.15;

/**
 * Our side of a marketplace account's limits: every dimension must admit a call. It stays a little
 * below what is allowed, so that the marketplace's own count is never reached.
 */
export class ChannelLimiter {
  private readonly dimensions: readonly { limit: ChannelLimit; bucket: TokenBucket }[];
  private blockedUntilMs = 0;

  constructor(limits: readonly ChannelLimit[], nowMs: number) {
    this.dimensions = limits.map((limit) => ({
      limit,
      bucket: new TokenBucket(limit.capacity, limit.refillPerSecond, nowMs),
    }));
  }

  /** Milliseconds to wait before a call with so many rows may go out; 0: now. */
  msUntil(rows: number, urgent: boolean, nowMs: number): number {
    const waits = this.dimensions.map(({ limit, bucket }) => {
      const reserve = urgent ? 0 : limit.capacity * RESERVE;
      return bucket.msUntil(costOf(limit, rows) + reserve, nowMs);
    });
    return Math.max(0, this.blockedUntilMs - nowMs, ...waits);
  }

  take(rows: number, nowMs: number): void {
    for (const { limit, bucket } of this.dimensions) bucket.take(costOf(limit, rows), nowMs);
  }

  /** Most rows that one call can ever pay for. */
  mostRows(rowsPerCall: number): number {
    const fitting = this.dimensions.map(({ limit }) => affordableRows(limit, rowsPerCall));
    return Math.max(1, Math.min(rowsPerCall, ...fitting));
  }

  learn({ pointsAvailable }: LimitHint, nowMs: number): void {
    if (pointsAvailable === null) return;
    for (const { limit, bucket } of this.dimensions) {
      if (limit.cost === 'points') bucket.lowerTo(pointsAvailable, nowMs);
    }
  }

  /** The marketplace said no: nothing goes out before it may. */
  block(retryAfterMs: number, nowMs: number): void {
    this.blockedUntilMs = Math.max(this.blockedUntilMs, nowMs + retryAfterMs);
  }
}

function costOf(limit: ChannelLimit, rows: number): number {
  switch (limit.cost) {
    case 'request':
      return 1;
    case 'row':
      return rows;
    case 'points':
      return limit.perRequest + limit.perRow * rows;
  }
}

function affordableRows(limit: ChannelLimit, rowsPerCall: number): number {
  const budget = limit.capacity * (1 - RESERVE);
  if (limit.cost === 'request') return rowsPerCall;
  if (limit.cost === 'row') return Math.floor(budget);
  return limit.perRow === 0 ? rowsPerCall : Math.floor((budget - limit.perRequest) / limit.perRow);
}
