/**
 * One page of a list that was read with one row too many, and where the next one begins.
 *
 * @param cursorOf what `after` must say to go on behind a row
 */
export function pageOf<Row>(
  rows: readonly Row[],
  limit: number,
  cursorOf: (row: Row) => string,
): { readonly rows: readonly Row[]; readonly next: string | null } {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { rows: page, next: last && rows.length > limit ? cursorOf(last) : null };
}
