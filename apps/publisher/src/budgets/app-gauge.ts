import {
  capacityOf,
  costOf,
  type Gauge,
  type GaugeReading,
  type LimitDimension,
  type LimitHint,
} from '#channels';
import { budgetOf, type AppBudget } from './app-budget.js';
import type { Share, ShareWanted } from './app-budget.repository.js';

/** Between two looks while a share is asked for. */
const LOOK_MS = 5;
const AFTER_FAILURE_MS = 250;
/** Of the whole, what one process takes at a time at most. */
const MOST_AT_ONCE = 0.25;

export type AskForShare = (
  budget: AppBudget,
  wanted: Omit<ShareWanted, 'app' | 'limitId'>,
) => Promise<Share>;

/**
 * A limit of an app, which other processes and other accounts of this one spend, too. It spends shares that
 * it takes from what is stored; what it does not use in time goes back with the next one.
 */
export class AppGauge implements Gauge {
  private readonly budget: AppBudget;
  private share = 0;
  private untilMs = 0;
  private spent = 0;
  private isAsking = false;
  private nextAskMs = 0;
  private askedReserve = Number.POSITIVE_INFINITY;
  private size = 0;

  constructor(
    readonly dimension: LimitDimension,
    private readonly ask: AskForShare,
    private readonly now: () => number,
  ) {
    this.budget = budgetOf(dimension);
  }

  delayMs(rows: number, reserve: number, nowMs: number): number {
    const cost = Math.min(costOf(this.dimension, rows), this.budget.capacity);
    if (nowMs < this.untilMs && this.share >= cost) return 0;
    const mattersMore = reserve < this.askedReserve;
    if (!this.isAsking && (nowMs >= this.nextAskMs || mattersMore)) {
      void this.renew(cost, reserve, nowMs);
    }
    return Math.max(LOOK_MS, mattersMore ? 0 : Math.ceil(this.nextAskMs - nowMs));
  }

  start(rows: number): void {
    const cost = costOf(this.dimension, rows);
    this.share -= cost;
    this.spent += cost;
  }

  /** What was not counted is spent with the next call, or goes back. */
  settle(rows: number, charged: boolean): void {
    if (!charged) this.share += costOf(this.dimension, rows);
  }

  correct({ available }: LimitHint): void {
    this.share = Math.min(this.share, available);
  }

  exhaust(): void {
    this.share = Math.min(this.share, 0);
  }

  /** Of the share that this process holds; what others hold of the limit is theirs. */
  read(nowMs: number): GaugeReading {
    const capacity = capacityOf(this.dimension);
    const left = nowMs < this.untilMs ? Math.max(0, this.share) : 0;
    return { capacity: Number.isFinite(capacity) ? capacity : null, left, fullInMs: null };
  }

  private async renew(cost: number, reserve: number, nowMs: number): Promise<void> {
    const { capacity, refillPerSecond, shareMs } = this.budget;
    const kept = Math.min(this.scaled(reserve), Math.max(0, capacity - cost));
    const most = this.nextSize(cost, nowMs);
    const givenBack = this.share;
    this.isAsking = true;
    this.askedReserve = reserve;
    this.share = 0;
    try {
      const { granted, level } = await this.ask(this.budget, {
        least: cost,
        most,
        reserve: kept,
        givenBack,
      });
      // What was settled meanwhile is in the share already.
      this.share += granted;
      this.untilMs = nowMs + shareMs;
      const missing = granted > 0 ? 0 : cost + kept - level;
      this.nextAskMs = granted > 0 ? 0 : this.now() + (missing / refillPerSecond) * 1000;
      if (granted > 0) this.askedReserve = Number.POSITIVE_INFINITY;
    } catch {
      this.share += givenBack;
      this.nextAskMs = this.now() + AFTER_FAILURE_MS;
    } finally {
      this.isAsking = false;
    }
  }

  /** What is to be left of the limit, as a part of what is kept in store of it. */
  private scaled(reserve: number): number {
    const most = capacityOf(this.dimension);
    return Number.isFinite(most) ? (reserve / most) * this.budget.capacity : 0;
  }

  /** As much as was used of the last one, and twice as much where that did not last. */
  private nextSize(cost: number, nowMs: number): number {
    const lasted = nowMs >= this.untilMs;
    const wanted = lasted ? this.spent : Math.max(this.size, this.spent) * 2;
    this.spent = 0;
    this.size = Math.max(cost, Math.min(wanted, MOST_AT_ONCE * this.budget.capacity));
    return this.size;
  }
}
