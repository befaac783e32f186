import { silenceOdds } from './silence-odds.js';

/** How an item sells at a location, in trading days. */
export interface SellingDays {
  /** with a sale of the item */
  readonly soldDays: number;
  /** that were seen, up to its last sale */
  readonly days: number;
  /** since its last sale */
  readonly silentDays: number;
}

/** One silence of so many is chance: of a thousand items in stock that sell, one or two look so each day. */
export const PHANTOM_ODDS = 1 / 1000;
/** Below, nothing can be told of how an item sells. */
const LEAST_SOLD_DAYS = 4;

/** Books say that something is there, and nobody buys it as they usually would: it may not be there. */
export function isPhantom(book: number, { soldDays, days, silentDays }: SellingDays): boolean {
  if (book < 1 || soldDays < LEAST_SOLD_DAYS) return false;
  return silenceOdds(soldDays, days, silentDays) < PHANTOM_ODDS;
}
