import type { ListingRow } from '../port/listing-row.js';
import type { RowVerdict } from '../port/push-result.js';
import type { ImportState } from './answers.js';
import type { ErrorLine } from './error-report.js';

const MOST_REASON_LETTERS = 300;

/**
 * What the end of an import says of each row. A row that the report names was not taken. The others of a
 * complete import were, unless its counts speak of lines that nobody named.
 *
 * @param state of an import that has ended
 * @param report empty where there is none
 */
export function importVerdicts(
  rows: readonly ListingRow[],
  state: ImportState,
  report: readonly ErrorLine[],
): RowVerdict[] {
  // The first reason stays where a sku has several.
  const reasons = new Map(report.toReversed().map(({ sku, reason }) => [sku, reason]));
  const doubt = doubtOf(rows, state, reasons);
  const others: RowVerdict =
    doubt === undefined ? { outcome: 'applied' } : { outcome: 'unknown', reason: doubt };
  return rows.map(({ sku }): RowVerdict => {
    const reason = reasons.get(sku);
    if (reason === undefined) return others;
    const words = reason.slice(0, MOST_REASON_LETTERS);
    return { outcome: 'rejected', code: 'import_error', reason: words };
  });
}

/** Why nobody knows what became of the rows that the report does not name; undefined: they are applied. */
function doubtOf(
  rows: readonly ListingRow[],
  { status, lines_in_error, lines_in_success }: ImportState,
  reasons: ReadonlyMap<string, string>,
): string | undefined {
  if (status !== 'COMPLETE') return `the import ended ${status}; some of it may be applied`;
  const named = rows.filter(({ sku }) => reasons.has(sku)).length;
  if (named < reasons.size) return 'the error report names lines that were not sent';
  if ((lines_in_error ?? 0) > named) return 'more lines are in error than the report names';
  if ((lines_in_success ?? rows.length) < rows.length - named) {
    return 'fewer lines were in success than the report leaves over';
  }
  return undefined;
}
