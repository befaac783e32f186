import { isFarCount } from './far-count.js';
import { isPhantom, type SellingDays } from './phantom-stock.js';
import { silenceOdds } from './silence-odds.js';

/** What is known of an item at a location. Units of the base measure. */
export interface Countable extends SellingDays {
  /** what the books say */
  readonly book: number;
  /** mean units sold in a day */
  readonly perDay: number;
  /** as the demand summary has it: 365 where it was never counted */
  readonly daysSinceCount: number;
  /** how young a count must be, by how fast the item sells */
  readonly countWithinDays: number;
  /** null: never counted, or not known */
  readonly lastCount: {
    readonly book: number;
    readonly counted: number;
    readonly moved: number;
  } | null;
  /** whether its last day of sales had more than chance explains */
  readonly hasUnusualSales: boolean;
}

export const COUNT_REASONS = [
  'negative',
  'phantom',
  'far_count',
  'unusual_sales',
  'variance',
  'overdue',
] as const;

export type CountReason = (typeof COUNT_REASONS)[number];

/** One reason to count, and what it adds to the risk. */
export interface RiskTerm {
  readonly reason: CountReason;
  readonly points: number;
  /** the figures behind it, for people */
  readonly why: string;
}

/** What is certainly wrong comes first, then what probably is, then what may have become so. */
const POINTS: Readonly<Record<CountReason, number>> = {
  negative: 100,
  phantom: 80,
  far_count: 50,
  unusual_sales: 25,
  variance: 30,
  overdue: 20,
};
/** Days; an item that was never counted has as many. */
const A_YEAR = 365;
/** An overdue count of a fast item weighs as much more. */
const MOST_OVERDUE = 3;
const FAST_PER_DAY = 5;

/** Why an item should be counted, most pressing first; nothing where there is no reason. */
export function countRisk(item: Countable): readonly RiskTerm[] {
  const terms = [
    negative(item),
    phantom(item),
    farCount(item),
    unusualSales(item),
    variance(item),
    overdue(item),
  ];
  return terms.filter((term) => term !== null).toSorted((one, other) => other.points - one.points);
}

export const riskOf = (terms: readonly RiskTerm[]): number =>
  terms.reduce((sum, { points }) => sum + points, 0);

const negative = ({ book }: Countable): RiskTerm | null =>
  book < 0 ? told('negative', 1, `the book says ${rounded(book)}`) : null;

function phantom(item: Countable): RiskTerm | null {
  if (!isPhantom(item.book, item)) return null;
  const { soldDays, days, silentDays } = item;
  const odds = silenceOdds(soldDays, days, silentDays);
  const oneOf = Math.min(1e9, Math.round(1 / odds)).toLocaleString('en-GB');
  return told(
    'phantom',
    1,
    `sold on ${soldDays} of ${days} days, and on none of the last ${silentDays}: one silence of ${oneOf} is as long by chance`,
  );
}

function farCount({ lastCount }: Countable): RiskTerm | null {
  if (!lastCount || !isFarCount(lastCount.book, lastCount.counted, lastCount.moved)) return null;
  const { book, counted, moved } = lastCount;
  return told(
    'far_count',
    1,
    `counted ${rounded(counted)} where the book said ${rounded(book)}, after ${rounded(moved)} were sold`,
  );
}

const unusualSales = ({ hasUnusualSales }: Countable): RiskTerm | null =>
  hasUnusualSales
    ? told('unusual_sales', 1, 'its last day of sales had more lines than chance explains')
    : null;

function variance({ lastCount }: Countable): RiskTerm | null {
  if (!lastCount || lastCount.book === lastCount.counted) return null;
  const off = Math.abs(lastCount.book - lastCount.counted);
  const part = Math.min(1, off / Math.max(1, lastCount.counted));
  return told('variance', part, `the last count was ${rounded(off)} off, ${percent(part)}`);
}

function overdue({ book, countWithinDays, daysSinceCount, perDay }: Countable): RiskTerm | null {
  const late = daysSinceCount / countWithinDays;
  if (late <= 1 || (book === 0 && perDay === 0)) return null;
  const speed = Math.min(1, perDay / FAST_PER_DAY);
  const part = (Math.min(MOST_OVERDUE, late) / MOST_OVERDUE) * (0.25 + 0.75 * speed);
  const since =
    daysSinceCount < A_YEAR ? `${daysSinceCount} days since the count` : 'no count within a year';
  return told('overdue', part, `${since}, ${countWithinDays} allowed at ${rounded(perDay)} a day`);
}

const told = (reason: CountReason, part: number, why: string): RiskTerm => ({
  reason,
  points: Math.round(POINTS[reason] * part * 10) / 10,
  why,
});

const rounded = (units: number): string => String(Math.round(units * 10) / 10);
const percent = (part: number): string => `${Math.round(part * 100)} %`;
