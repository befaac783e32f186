import type { Gauge, GaugeReading } from './gauge.js';
import { costOf, type LimitHint, type TokenBucketLimit } from './limit-dimension.js';

/** Covers rounding of binary fractions; far below a thousandth of a token. */
const GUARD = 1e-6;

/**
 * Our picture of a marketplace's bucket, never fuller than the real one.
 *
 * Which moment between sending and answer the marketplace charges is unknown. Only a full bucket
 * makes a difference: tokens charged late are refilled later. So a call is set aside when it starts
 * and charged when its answer is here. The bucket starts empty, for who called before us is unknown.
 */
export class Bucket implements Gauge {
  private level = 0;
  private setAside = 0;
  private refillPerSecond: number;

  constructor(
    readonly dimension: TokenBucketLimit,
    private filledAtMs: number,
  ) {
    this.refillPerSecond = dimension.refillPerSecond;
  }

  delayMs(rows: number, reserve: number, nowMs: number): number {
    this.refill(nowMs);
    const { capacity } = this.dimension;
    const wanted = Math.min(costOf(this.dimension, rows) + reserve, capacity) + this.setAside;
    const missing = wanted - (this.level - GUARD);
    if (missing <= 0 || this.isFull()) return 0;
    return Math.max(1, Math.ceil((missing / this.refillPerSecond) * 1000));
  }

  start(rows: number): void {
    this.setAside += costOf(this.dimension, rows);
  }

  settle(rows: number, charged: boolean, nowMs: number): void {
    const cost = costOf(this.dimension, rows);
    this.refill(nowMs);
    this.setAside -= cost;
    if (charged) this.level -= cost;
  }

  /**
   * Takes the marketplace's word where ours cannot be true: it counted at some moment of the call,
   * so up to the call's refill and a fraction of a token may lie between.
   */
  correct({ available, refillPerSecond }: LimitHint, tookMs: number, nowMs: number): void {
    if (refillPerSecond !== undefined && refillPerSecond > 0)
      this.refillPerSecond = refillPerSecond;
    this.refill(nowMs);
    const most = available + 1 + (tookMs / 1000) * this.refillPerSecond;
    if (this.level < available || this.level > most) {
      this.level = Math.min(available, this.dimension.capacity);
    }
  }

  exhaust(nowMs: number): void {
    this.refill(nowMs);
    this.level = Math.min(this.level, 0);
  }

  read(nowMs: number): GaugeReading {
    this.refill(nowMs);
    const { capacity } = this.dimension;
    const left = Math.max(0, this.level - this.setAside);
    const missing = capacity - this.level;
    return { capacity, left, fullInMs: Math.ceil((missing / this.refillPerSecond) * 1000) };
  }

  private isFull(): boolean {
    return this.setAside === 0 && this.level >= this.dimension.capacity;
  }

  private refill(nowMs: number): void {
    const passed = Math.max(0, nowMs - this.filledAtMs) / 1000;
    this.level = Math.min(this.dimension.capacity, this.level + passed * this.refillPerSecond);
    this.filledAtMs = nowMs;
  }
}
