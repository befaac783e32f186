/** Half a day with and half a day without a sale, as if seen before: little is known of a new item. */
const PRIOR = 0.5;
/** Longer silences are no less likely than this one: they are suspicious anyway. */
const MOST_DAYS = 400;

/**
 * How likely an item sells nothing on so many trading days in a row though it is there, by how many days it
 * sold on before (a day sells or not by an unknown chance, of which the days seen tell).
 *
 * @param soldDays trading days with a sale @param days trading days that were seen
 * @param silentDays trading days without a sale since
 * @returns from 0 to 1
 */
export function silenceOdds(soldDays: number, days: number, silentDays: number): number {
  const sold = Math.min(soldDays, days);
  let odds = 1;
  for (let day = 0; day < Math.min(silentDays, MOST_DAYS); day += 1) {
    odds *= (days - sold + PRIOR + day) / (days + 2 * PRIOR + day);
  }
  return odds;
}
