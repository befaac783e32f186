import type { Gauge, GaugeReading } from './gauge.js';
import { costOf, type LimitHint, type WindowLimit } from './limit-dimension.js';

/** Calls of one stretch of a window are remembered together, as if all were as late as the last. */
const STRETCHES = 128;
/** Between a call under way and the next look at it. */
const LOOK_MS = 50;

interface Spent {
  readonly cost: number;
  /** when the first of it would no longer count by itself */
  readonly firstUntilMs: number;
  /** when it no longer counts */
  readonly untilMs: number;
}

/**
 * So much within any stretch of time. Where a fixed window of the channel begins is unknown until an
 * answer tells: until then what was spent counts for a whole window, which no fixed one can exceed.
 */
export class Window implements Gauge {
  private spent: Spent[] = [];
  private setAside = 0;
  /** when the channel's fixed window ends; undefined: it did not tell */
  private endsAtMs: number | undefined;

  constructor(readonly dimension: WindowLimit) {}

  delayMs(rows: number, reserve: number, nowMs: number): number {
    this.forget(nowMs);
    const { capacity } = this.dimension;
    const wanted = Math.min(costOf(this.dimension, rows) + reserve, capacity);
    let missing = this.used() + this.setAside + wanted - capacity;
    if (missing <= 0) return 0;
    for (const { cost, untilMs } of this.spent) {
      missing -= cost;
      if (missing <= 0) return Math.max(1, Math.ceil(untilMs - nowMs));
    }
    return LOOK_MS;
  }

  start(rows: number): void {
    this.setAside += costOf(this.dimension, rows);
  }

  settle(rows: number, charged: boolean, nowMs: number): void {
    const cost = costOf(this.dimension, rows);
    this.setAside -= cost;
    if (charged) this.spend(cost, nowMs);
  }

  /** What others spent of it is only known from here. */
  correct({ available, resetsInMs }: LimitHint, _tookMs: number, nowMs: number): void {
    this.forget(nowMs);
    if (resetsInMs !== undefined) this.beginWindow(nowMs + resetsInMs, available);
    const unseen = this.dimension.capacity - available - this.used() - this.setAside;
    if (unseen > 0) this.spend(unseen, nowMs);
  }

  exhaust(nowMs: number): void {
    this.forget(nowMs);
    if (this.endsAtMs === undefined) return;
    const left = this.dimension.capacity - this.used() - this.setAside;
    if (left > 0) this.spend(left, nowMs);
  }

  read(nowMs: number): GaugeReading {
    this.forget(nowMs);
    const { capacity } = this.dimension;
    const left = Math.max(0, capacity - this.used() - this.setAside);
    const last = this.spent.at(-1);
    return { capacity, left, fullInMs: last ? Math.ceil(last.untilMs - nowMs) : 0 };
  }

  private beginWindow(endsAtMs: number, available: number): void {
    if (this.dimension.kind !== 'fixedWindow') return;
    this.endsAtMs = endsAtMs;
    const used = Math.max(0, this.dimension.capacity - available - this.setAside);
    this.spent = used > 0 ? [{ cost: used, firstUntilMs: endsAtMs, untilMs: endsAtMs }] : [];
  }

  private spend(cost: number, nowMs: number): void {
    const untilMs = this.endsAtMs ?? nowMs + this.dimension.windowMs;
    const last = this.spent.at(-1);
    // From the first on: steady calls would else stay together for ever, and never be forgotten.
    if (last && untilMs - last.firstUntilMs < this.dimension.windowMs / STRETCHES) {
      this.spent[this.spent.length - 1] = { ...last, cost: last.cost + cost, untilMs };
    } else {
      this.spent.push({ cost, firstUntilMs: untilMs, untilMs });
    }
  }

  private forget(nowMs: number): void {
    if (this.endsAtMs !== undefined && nowMs >= this.endsAtMs) this.endsAtMs = undefined;
    let gone = 0;
    while ((this.spent[gone]?.untilMs ?? Number.POSITIVE_INFINITY) <= nowMs) gone += 1;
    if (gone > 0) this.spent.splice(0, gone);
  }

  private used(): number {
    let used = 0;
    for (const { cost } of this.spent) used += cost;
    return used;
  }
}
