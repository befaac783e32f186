/** One day of so many is as high by chance. */
const ODDS = 1e-4;
const LEAST_DAYS = 8;
const LEAST_LINES = 10;

/**
 * Whether a day had more sale lines than chance explains: lines of a day are taken to be spread as a
 * negative binomial, with the mean and the variance of the days before, but at least those of chance alone.
 *
 * @param before lines of each trading day before, days without a sale among them
 */
export function areUnusualSales(lines: number, before: readonly number[]): boolean {
  if (before.length < LEAST_DAYS || lines < LEAST_LINES) return false;
  // one line more than was seen, so that an item that sold nothing is not sure to sell nothing
  const mean = (before.reduce((sum, each) => sum + each, 0) + 1) / before.length;
  const variance = before.reduce((sum, each) => sum + (each - mean) ** 2, 0) / before.length;
  return upperTail(lines, mean, Math.max(variance, mean * 1.05)) < ODDS;
}

/** The chance of at least so many. */
function upperTail(lines: number, mean: number, variance: number): number {
  const size = mean ** 2 / (variance - mean);
  const part = size / (size + mean);
  let chance = part ** size;
  let below = 0;
  for (let count = 0; count < lines; count += 1) {
    below += chance;
    chance *= ((size + count) / (count + 1)) * (1 - part);
  }
  return Math.max(0, 1 - below);
}
