import { Bucket } from './bucket.js';
import type { Gauge, GaugeReading } from './gauge.js';
import { Interval } from './interval.js';
import {
  capacityOf,
  mostRows,
  type CallKind,
  type LimitDimension,
  type LimitHint,
} from './limit-dimension.js';
import { Window } from './window.js';

const LONGEST_PAUSE_MS = 3_600_000;
const SHORTEST_PAUSE_MS = 10;

/** How much a call matters: `urgent` for quantities that go to zero, `reconcile` for what can wait. */
export type Lane = 'urgent' | 'normal' | 'reconcile';

/** The share of each limit that a lane leaves to those above it. */
const RESERVES: Readonly<Record<Lane, number>> = { urgent: 0, normal: 0.15, reconcile: 0.5 };

/** Milliseconds on a monotonic clock. */
export type Clock = () => number;

/** How the marketplace took a call, as far as its limit is concerned. */
export interface Settlement {
  readonly charged: boolean;
  readonly hints?: readonly LimitHint[];
  /** the marketplace asked for a pause */
  readonly retryAfterMs?: number;
  /** id of the limit that it was refused by; left out, or none of the account's: every call waits */
  readonly refusedBy?: string;
}

/** One limit as it stands. */
export interface LimitReading extends GaugeReading {
  readonly dimension: LimitDimension;
  /** the channel asked for a pause that lasts so long still; 0: it did not */
  readonly pausedMs: number;
}

/**
 * One account's limits: a call starts when every one that counts it admits it. Limits of single listings
 * are not among them: those say which rows may be in a call, not when it may start.
 */
export class RateLimiter {
  private readonly gauges: readonly Gauge[];
  private pausedUntilMs = 0;
  /** when calls that a single limit counts may go on */
  private readonly pauses = new Map<Gauge, number>();

  /** @param shared gauges of limits that others count, too; undefined: the account has it to itself */
  constructor(
    dimensions: readonly LimitDimension[],
    private readonly now: Clock = () => performance.now(),
    shared: (dimension: LimitDimension) => Gauge | undefined = () => undefined,
  ) {
    const started = now();
    this.gauges = dimensions
      .filter(({ scope }) => scope !== 'listing')
      .map((dimension) => shared(dimension) ?? gaugeOf(dimension, started));
  }

  /**
   * Most rows that a call can carry.
   *
   * @throws Error when a limit can never admit a single row
   */
  mostRows(wanted: number): number {
    const gauges = this.counting('write');
    for (const { dimension } of gauges) {
      if (mostRows(dimension, wanted) >= 1) continue;
      throw new Error(
        `limit "${dimension.id}": a call with one row costs more than its capacity of ` +
          `${capacityOf(dimension)}; raise the capacity or lower the cost`,
      );
    }
    return Math.min(wanted, ...gauges.map(({ dimension }) => mostRows(dimension, wanted)));
  }

  /** Milliseconds until a call of so many rows may start; 0: now. */
  delayMs(rows: number, lane: Lane, kind: CallKind = 'write'): number {
    const now = this.now();
    const delays = this.counting(kind).map((gauge) => {
      const capacity = capacityOf(gauge.dimension);
      const reserve = Number.isFinite(capacity) ? RESERVES[lane] * capacity : 0;
      const pausedMs = (this.pauses.get(gauge) ?? 0) - now;
      return Math.max(pausedMs, gauge.delayMs(rows, reserve, now));
    });
    return Math.max(0, this.pausedUntilMs - now, ...delays);
  }

  /** Takes the share of a call that starts now; the answer must be told to what is returned. */
  start(rows: number, kind: CallKind = 'write'): (settlement: Settlement) => void {
    const gauges = this.counting(kind);
    for (const gauge of gauges) gauge.start(rows);
    const startedAtMs = this.now();
    return (settlement) => this.settle(gauges, rows, startedAtMs, settlement);
  }

  /** Each limit as it stands now. */
  read(): readonly LimitReading[] {
    const now = this.now();
    return this.gauges.map((gauge) => {
      const pausedUntilMs = Math.max(this.pausedUntilMs, this.pauses.get(gauge) ?? 0);
      const pausedMs = Math.max(0, Math.ceil(pausedUntilMs - now));
      return { ...gauge.read(now), dimension: gauge.dimension, pausedMs };
    });
  }

  private counting(kind: CallKind): readonly Gauge[] {
    return this.gauges.filter(({ dimension }) => dimension.counts.includes(kind));
  }

  private settle(
    gauges: readonly Gauge[],
    rows: number,
    startedAtMs: number,
    { charged, hints = [], retryAfterMs, refusedBy }: Settlement,
  ): void {
    const now = this.now();
    const named = gauges.filter(({ dimension }) => dimension.id === refusedBy);
    for (const gauge of gauges) gauge.settle(rows, charged, now);
    if (retryAfterMs !== undefined) {
      for (const gauge of named.length > 0 ? named : gauges) gauge.exhaust(now);
    }
    for (const hint of hints) {
      for (const gauge of this.gauges) {
        if (isMeant(hint, gauge.dimension)) gauge.correct(hint, now - startedAtMs, now);
      }
    }
    if (retryAfterMs !== undefined) this.pause(named, now + clampPause(retryAfterMs));
  }

  private pause(named: readonly Gauge[], untilMs: number): void {
    if (named.length === 0) this.pausedUntilMs = untilMs;
    for (const gauge of named) this.pauses.set(gauge, untilMs);
  }
}

function gaugeOf(dimension: LimitDimension, startedAtMs: number): Gauge {
  switch (dimension.kind) {
    case 'tokenBucket':
      return new Bucket(dimension, startedAtMs);
    case 'slidingWindow':
    case 'fixedWindow':
      return new Window(dimension);
    case 'minInterval':
      return new Interval(dimension, startedAtMs);
  }
}

const isMeant = (hint: LimitHint, { id, cost }: LimitDimension): boolean =>
  hint.id === undefined ? hint.cost === cost : hint.id === id;

/** A marketplace's wish is taken with care: no wait overflows a timer, none spins. */
const clampPause = (ms: number): number =>
  Number.isFinite(ms) ? Math.min(Math.max(ms, SHORTEST_PAUSE_MS), LONGEST_PAUSE_MS) : 1_000;
