import {
  learnUsual,
  newLocation,
  NOTHING_USUAL,
  watchLocation,
  type ActiveHour,
  type LocationMemory,
  type LocationRule,
  type Span,
} from '#domain';
import type { SimulatedShop } from './simulated-shops.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
const LEARNT_DAYS = 28;

export const RULE: LocationRule = {
  graceSeconds: 1_800,
  leastSeconds: 600,
  mostSeconds: 86_400,
  fixedSeconds: null,
  recoverAfterSeconds: 120,
};

/** A location was said to be stale. Times in milliseconds since 1970. */
export interface Alarm {
  readonly at: number;
  readonly until: number;
  /** open seconds of silence, and the longest that any hour since the last sale would have allowed */
  readonly silentSeconds: number;
  readonly allowedSeconds: number;
}

/** Sales that nobody hears of while the feed is cut. */
export const heardSales = (sales: readonly number[], outages: readonly Span[]): number[] =>
  sales.filter((at) => !outages.some(({ from, to }) => at >= from && at < to));

/** Looks once a minute; learns daily in the first week and weekly after that. */
export function watchTrade(
  shop: SimulatedShop,
  sales: readonly number[],
  rule: LocationRule,
  { from, to }: Span,
): readonly Alarm[] {
  const watcher = new Watcher(shop, sales, rule, from);
  for (let now = from; now < to; now += MINUTE_MS) watcher.look(now);
  return watcher.alarmsUntil(to);
}

class Watcher {
  private readonly alarms: Alarm[] = [];
  private readonly hours: readonly ActiveHour[];
  private usual = NOTHING_USUAL;
  private memory: LocationMemory;
  private heard = 0;
  private allowedSeconds = 0;
  private current: Omit<Alarm, 'until'> | undefined;

  constructor(
    private readonly shop: SimulatedShop,
    private readonly sales: readonly number[],
    private readonly rule: LocationRule,
    private readonly from: number,
  ) {
    this.hours = activeHours(sales);
    this.memory = newLocation(from);
  }

  look(now: number): void {
    if (isTimeToLearn(now - this.from)) this.learn(now);
    const isHeard = this.hear(now);
    const lastChangeAt = this.sales[this.heard - 1] ?? null;
    const isSure = now - (lastChangeAt ?? this.from) < this.rule.leastSeconds * 1000;
    if (this.memory.state !== 'stale' && !isHeard && isSure) return;
    const signs = { lastChangeAt, sourceAliveSince: this.from, isVerified: true };
    const { calendar } = this.shop;
    const { rule, usual } = this;
    const { memory, silence } = watchLocation(this.memory, { calendar, usual, rule }, signs, now);
    this.allowedSeconds = Math.max(this.allowedSeconds, silence.thresholdSeconds ?? 0);
    this.note(memory, silence.silentSeconds, now);
    this.memory = memory;
  }

  alarmsUntil(to: number): readonly Alarm[] {
    return this.current ? [...this.alarms, { ...this.current, until: to }] : this.alarms;
  }

  private learn(now: number): void {
    const since = Math.max(this.from, now - LEARNT_DAYS * DAY_MS);
    this.usual = learnUsual(within(this.hours, since, now), this.shop.calendar, since, now);
  }

  private hear(now: number): boolean {
    const before = this.heard;
    while ((this.sales[this.heard] ?? Infinity) <= now) this.heard += 1;
    if (this.heard === before) return false;
    this.allowedSeconds = 0;
    return true;
  }

  private note({ state }: LocationMemory, silentSeconds: number, now: number): void {
    if (state === 'stale') {
      const { allowedSeconds } = this;
      this.current ??= { at: now, silentSeconds, allowedSeconds };
      return;
    }
    if (this.current) this.alarms.push({ ...this.current, until: now });
    this.current = undefined;
  }
}

const isTimeToLearn = (age: number): boolean =>
  age % (age < 7 * DAY_MS ? DAY_MS : 7 * DAY_MS) === 0;

const within = (hours: readonly ActiveHour[], from: number, to: number): ActiveHour[] =>
  hours.filter(({ startsAt }) => startsAt >= from - HOUR_MS && startsAt < to);

function activeHours(sales: readonly number[]): ActiveHour[] {
  const hours = new Map<number, bigint>();
  for (const at of sales) {
    const startsAt = Math.floor(at / HOUR_MS) * HOUR_MS;
    const minute = BigInt(Math.floor((at - startsAt) / MINUTE_MS));
    hours.set(startsAt, (hours.get(startsAt) ?? 0n) | (1n << minute));
  }
  return [...hours].map(([startsAt, minutes]) => ({ startsAt, minutes }));
}
