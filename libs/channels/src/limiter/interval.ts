import type { Gauge, GaugeReading } from './gauge.js';
import type { MinIntervalLimit } from './limit-dimension.js';

/** Between a call under way and the next look at it. */
const LOOK_MS = 50;

/**
 * A pause between calls. The channel counts from the moment a call arrives, which is before its answer:
 * so we count from the answer. Who called before us is unknown: the first call waits, too.
 */
export class Interval implements Gauge {
  private nextAtMs: number;
  private underWay = 0;

  constructor(
    readonly dimension: MinIntervalLimit,
    startedAtMs: number,
  ) {
    this.nextAtMs = startedAtMs + dimension.intervalMs;
  }

  delayMs(_rows: number, _reserve: number, nowMs: number): number {
    if (this.underWay > 0) return LOOK_MS;
    return Math.max(0, Math.ceil(this.nextAtMs - nowMs));
  }

  start(): void {
    this.underWay += 1;
  }

  settle(_rows: number, charged: boolean, nowMs: number): void {
    this.underWay -= 1;
    if (charged) this.exhaust(nowMs);
  }

  correct(): void {}

  read(nowMs: number): GaugeReading {
    const fullInMs = this.delayMs(1, 0, nowMs);
    return { capacity: null, left: fullInMs === 0 ? 1 : 0, fullInMs };
  }

  exhaust(nowMs: number): void {
    this.nextAtMs = nowMs + this.dimension.intervalMs;
  }
}
