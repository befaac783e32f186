/** Of a hundred units that move, so many are booked wrong where nobody errs on purpose. */
const ERRORS_PER_UNIT = 0.05;
const DEVIATIONS = 3;

/**
 * Whether a count is farther from the book than mistakes in what moved since the count before explain: then
 * somebody may have miscounted, and one count more is cheaper than a wrong book.
 *
 * @param moved units that were sold between the two counts
 */
export const isFarCount = (book: number, counted: number, moved: number): boolean =>
  Math.abs(book - counted) > DEVIATIONS * Math.sqrt(1 + ERRORS_PER_UNIT * Math.max(0, moved));
