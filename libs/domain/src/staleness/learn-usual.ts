import { HOURS_OF_WEEK, type Calendar } from './calendar.js';
import { LONGEST_LEARNT, UNLIKELY_BY_CHANCE, unlikelyGap } from './gap-tail.js';
import { openMinutes, type ActiveHour, type OpenMinutes } from './open-minutes.js';
import { weekPace, type WeekPace } from './week-pace.js';

/** What is usual at a location. */
export interface Usual {
  readonly pace: WeekPace;
  /** missed minutes after which a silence is not chance any more */
  readonly unlikelyGap: number;
}

/** Before that many open hours nothing is expected of a location. */
const LEAST_HOURS = 8;
/** Open hours after which the hours of a week are known well: four weeks of most shops have as many. */
const LEARNT_HOURS = 200;
/** At first the pace may be wrong by so much, and by less with every hour. */
const UNLEARNT_FACTOR = 3;

/** Of a location that was hardly heard of yet. */
export const NOTHING_USUAL: Usual = {
  pace: { perHour: Array.from({ length: HOURS_OF_WEEK }, () => 0), hours: 0 },
  unlikelyGap: UNLEARNT_FACTOR * UNLIKELY_BY_CHANCE,
};

/**
 * What is usual, from the hours of the last weeks. Nothing is learnt from closed minutes, nor from gaps so
 * long that they were outages, nor from the silence that goes on.
 *
 * @param from when watching began, or four weeks ago; with `to`, milliseconds since 1970
 */
export function learnUsual(
  activity: readonly ActiveHour[],
  calendar: Calendar,
  from: number,
  to: number,
): Usual {
  const all = openMinutes(activity, calendar, from, to);
  const trusted = withoutOutages(all, gapsOf(all, weekPace(all)));
  const pace = weekPace(trusted);
  if (pace.hours < LEAST_HOURS) {
    return { ...NOTHING_USUAL, pace: { ...NOTHING_USUAL.pace, hours: pace.hours } };
  }
  // what was before the first change is unknown
  const gaps = gapsOf(trusted, pace).slice(1).filter(isUsual);
  const unlearnt = Math.max(0, 1 - pace.hours / LEARNT_HOURS);
  const caution = 1 + (UNLEARNT_FACTOR - 1) * unlearnt;
  return { pace, unlikelyGap: caution * unlikelyGap(gaps.map(({ missed }) => missed)) };
}

/** Open minutes without a change, by index, `from` included, `to` excluded. */
interface Gap {
  readonly from: number;
  readonly to: number;
  readonly missed: number;
  readonly isOver: boolean;
}

function gapsOf({ hoursOfWeek, isActive }: OpenMinutes, { perHour }: WeekPace): Gap[] {
  const gaps: Gap[] = [];
  let from = 0;
  let missed = 0;
  hoursOfWeek.forEach((hourOfWeek, index) => {
    missed += (perHour[hourOfWeek] ?? 0) / 60;
    if (!isActive[index]) return;
    gaps.push({ from, to: index, missed, isOver: true });
    from = index + 1;
    missed = 0;
  });
  return [...gaps, { from, to: hoursOfWeek.length, missed, isOver: false }];
}

const isUsual = ({ missed, isOver }: Gap): boolean => isOver && missed < LONGEST_LEARNT;

/** As if it had been closed during its outages. */
function withoutOutages({ hoursOfWeek, isActive }: OpenMinutes, gaps: readonly Gap[]): OpenMinutes {
  const outages = gaps.filter((gap) => !isUsual(gap));
  let next = 0;
  const isTrusted = hoursOfWeek.map((_, index) => {
    while (index >= (outages[next]?.to ?? Infinity)) next += 1;
    return index < (outages[next]?.from ?? Infinity);
  });
  return {
    hoursOfWeek: hoursOfWeek.filter((_, index) => isTrusted[index]),
    isActive: isActive.filter((_, index) => isTrusted[index]),
  };
}
