import type { Span } from '#domain';
import { Random } from '../chaos/random.js';
import { salesOf, shapeOf, simulatedShops, type SimulatedShop } from './simulated-shops.js';
import { heardSales, RULE, watchTrade, type Alarm } from './watched-trade.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
const WATCHED_DAYS = 28;
/** What is lost while a feed is cut, at least: no chance by any measure. */
const LOST_SALES = 60;
const LOST_OPEN_HOURS = 3;
/** What a feed that came back needs to prove itself. */
const AFTERWARDS_MS = 6 * HOUR_MS;

/** How one rule did over all locations. */
export interface Verdict {
  planted: number;
  found: number;
  /** found later than the threshold and a minute, or a minute after the grace of an opening */
  late: number;
  falseAlarms: number;
  /** of the weeks in which the locations were learnt */
  falseWhileLearning: number;
  locationWeeks: number;
  /** open minutes of silence before each outage was found */
  minutes: number[];
}

/**
 * Four weeks to learn from and four more, with two feeds cut in each location of the latter.
 *
 * @param fixedSeconds null: learnt
 */
export function judgeTrade(seed: number, fixedSeconds: number | null): Verdict {
  const random = new Random(seed);
  const begin = Date.UTC(2026, 10, 23);
  const whole = { from: begin, to: begin + 2 * WATCHED_DAYS * DAY_MS };
  const learnt = begin + WATCHED_DAYS * DAY_MS;
  const verdict: Verdict = {
    planted: 0,
    found: 0,
    late: 0,
    falseAlarms: 0,
    falseWhileLearning: 0,
    locationWeeks: 0,
    minutes: [],
  };
  for (const shop of simulatedShops(random)) {
    const sales = salesOf(shop, whole.from, whole.to, random);
    const outages = [0, 1].map((half) => outageOf(shop, learnt + half * 14 * DAY_MS, random));
    const heard = heardSales(sales, outages);
    const alarms = watchTrade(shop, heard, { ...RULE, fixedSeconds }, whole);
    verdict.locationWeeks += WATCHED_DAYS / 7;
    judge(verdict, shop, outages, alarms, learnt);
  }
  return verdict;
}

/** Begins while the location is open, in the first days of a fortnight. */
function outageOf(shop: SimulatedShop, from: number, random: Random): Span {
  const opening = random.pick(shop.calendar.openSpans(from, from + 4 * DAY_MS));
  const begin = random.between(opening.from, opening.to);
  let sales = 0;
  let hours = 0;
  let at = begin;
  const isEnough = (): boolean => sales >= LOST_SALES && hours >= LOST_OPEN_HOURS;
  for (; !isEnough() && at < from + 13 * DAY_MS; at += HOUR_MS) {
    const open = shop.calendar.openSpans(at, at + HOUR_MS);
    const share = open.reduce((sum, span) => sum + span.to - span.from, 0) / HOUR_MS;
    hours += share;
    sales += share * shop.peakPerHour * shapeOf(shop.calendar.hourOfWeek(at));
  }
  return { from: begin, to: at };
}

function judge(
  verdict: Verdict,
  shop: SimulatedShop,
  outages: readonly Span[],
  alarms: readonly Alarm[],
  learnt: number,
): void {
  for (const outage of outages) {
    verdict.planted += 1;
    const alarm = alarms.find(
      ({ at, until }) => until > outage.from && at < outage.to + AFTERWARDS_MS,
    );
    if (!alarm) continue;
    verdict.found += 1;
    verdict.minutes.push(alarm.silentSeconds / 60);
    if (isLate(shop, alarm)) verdict.late += 1;
  }
  for (const { at } of alarms) {
    if (outages.some(({ from, to }) => at >= from && at < to + AFTERWARDS_MS)) continue;
    if (at < learnt) verdict.falseWhileLearning += 1;
    else verdict.falseAlarms += 1;
  }
}

function isLate(
  { calendar }: SimulatedShop,
  { at, silentSeconds, allowedSeconds }: Alarm,
): boolean {
  const openFor = (at - (calendar.openedAt(at) ?? at)) / 1000;
  return silentSeconds > allowedSeconds + 60 && openFor > RULE.graceSeconds + 60;
}
