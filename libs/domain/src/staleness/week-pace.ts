import { HOURS_OF_WEEK } from './calendar.js';
import type { OpenMinutes } from './open-minutes.js';

/**
 * Active minutes that an open hour usually has, by hour of the week. Minutes, not changes: an import of
 * thousands of rows is one sign of life, and so is a sale of many lines.
 */
export interface WeekPace {
  readonly perHour: readonly number[];
  /** open hours that it was learnt from */
  readonly hours: number;
}

/** Open hours that speak for the coarser estimate; four weeks have four of each hour of the week. */
const HOURS_FOR_OVERALL = 2;
const HOURS_FOR_TIME_OF_DAY = 1;
const HOURS_OF_DAY = 24;

interface Tally {
  active: number;
  open: number;
}

/**
 * The pace of each hour of the week, drawn towards that of its time of day, and that towards the overall
 * one, as far as little was seen of it. An hour that was never seen goes at the coarser pace.
 */
export function weekPace({ hoursOfWeek, isActive }: OpenMinutes): WeekPace {
  const ofWeek = tallies(HOURS_OF_WEEK);
  const ofDay = tallies(HOURS_OF_DAY);
  const overall = newTally();
  hoursOfWeek.forEach((hourOfWeek, index) => {
    for (const tally of [ofWeek[hourOfWeek], ofDay[hourOfWeek % HOURS_OF_DAY], overall]) {
      if (!tally) throw new RangeError(`${hourOfWeek} is no hour of the week`);
      tally.open += 1;
      if (isActive[index]) tally.active += 1;
    }
  });
  const mean = overall.open === 0 ? 0 : (60 * overall.active) / overall.open;
  const daily = ofDay.map((tally) => drawn(tally, mean, HOURS_FOR_OVERALL));
  const perHour = ofWeek.map((tally, hour) =>
    drawn(tally, daily[hour % HOURS_OF_DAY] ?? mean, HOURS_FOR_TIME_OF_DAY),
  );
  return { perHour, hours: overall.open / 60 };
}

const newTally = (): Tally => ({ active: 0, open: 0 });
const tallies = (length: number): Tally[] => Array.from({ length }, newTally);

const drawn = ({ active, open }: Tally, towards: number, weight: number): number =>
  (active + weight * towards) / (open / 60 + weight);
