import { ALWAYS_OPEN, LocationCalendar } from '#config';
import type { Calendar, Span } from '#domain';
import type { Random } from '../chaos/random.js';

const HOUR_MS = 3_600_000;
const HOURS_OF_DAY = 24;

/** Trade of one location: how busy it is, when, and how much its days differ. */
export interface SimulatedShop {
  readonly name: string;
  readonly calendar: Calendar;
  /** sales in its busiest hour on an average day */
  readonly peakPerHour: number;
  /** a day's trade is the average one's times e^(spread · normal) */
  readonly daySpread: number;
  /** sales of a rush follow each other within minutes, this share of them */
  readonly rushShare: number;
}

const ZONES = ['Europe/London', 'America/New_York', 'Asia/Kolkata', 'Australia/Adelaide'] as const;
const HOURS = ['09:00-18:00', '08:00-22:00', '10:00-13:00, 14:30-19:30', '18:00-02:00'] as const;

/** Forty locations from a till that rings every minute to one that sells once an hour; three never close. */
export function simulatedShops(random: Random): SimulatedShop[] {
  return Array.from({ length: 40 }, (_, index) => ({
    name: `shop-${index + 1}`,
    calendar: index % 13 === 12 ? ALWAYS_OPEN : openingHours(random),
    peakPerHour: 1.5 * 60 ** (index / 39),
    daySpread: random.between(0.05, 0.35),
    rushShare: random.between(0, 0.4),
  }));
}

function openingHours(random: Random): Calendar {
  const hours = random.pick(HOURS);
  const sunday = random.chance(0.5) ? 'closed' : '11:00-16:00';
  const days = { mon: hours, tue: hours, wed: hours, thu: hours, fri: hours, sat: hours };
  return new LocationCalendar({
    timeZone: random.pick(ZONES),
    hours: { ...days, sun: sunday },
    holidays: { '2026-12-25': 'closed', '2026-12-26': 'closed', '2027-01-01': 'closed' },
  });
}

/** More at noon and in the evening, half as much again on Saturdays. */
export function shapeOf(hourOfWeek: number): number {
  const hour = hourOfWeek % HOURS_OF_DAY;
  const noon = Math.exp(-(((hour - 12.5) / 2) ** 2));
  const evening = 0.9 * Math.exp(-(((hour - 17.5) / 2.5) ** 2));
  const day = Math.floor(hourOfWeek / HOURS_OF_DAY) === 5 ? 1 : 0.66;
  return day * Math.max(0.15, noon, evening);
}

/** Times of its sales within `[from, to)`, milliseconds since 1970, in order. */
export function salesOf(shop: SimulatedShop, from: number, to: number, random: Random): number[] {
  const sales: number[] = [];
  for (const span of shop.calendar.openSpans(from, to)) {
    const busy = Math.exp(shop.daySpread * normal(random));
    for (let at = span.from; at < span.to; at = nextHour(at)) {
      const end = Math.min(span.to, nextHour(at));
      const perHour = shop.peakPerHour * busy * shapeOf(shop.calendar.hourOfWeek(at));
      sales.push(...salesWithin({ from: at, to: end }, perHour, shop.rushShare, random));
    }
  }
  return sales.sort((a, b) => a - b);
}

/** Customers come by chance, some of them with others behind them; the mean stays `perHour`. */
function salesWithin(span: Span, perHour: number, rushShare: number, random: Random): number[] {
  const sales: number[] = [];
  const alone = (perHour * (1 - rushShare)) / HOUR_MS;
  for (let at = span.from; ;) {
    at -= Math.log(1 - random.next()) / alone;
    if (at >= span.to) return sales;
    sales.push(at);
    for (let next = at; random.chance(rushShare);) {
      next += random.between(20_000, 240_000);
      if (next < span.to) sales.push(next);
    }
  }
}

const nextHour = (at: number): number => (Math.floor(at / HOUR_MS) + 1) * HOUR_MS;

/** Box and Muller. */
const normal = (random: Random): number =>
  Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
