import { decimal, quantityOf } from '../../format/decimal.js';
import type { Contribution } from '../explain.schema.js';
import type { LedgerRow } from '../ledger.queries.js';
import { toLineRef } from '../line-ref.js';
import { sourceRow } from '../source-row.js';

/**
 * What each row stated by then, by location, bucket and row; the largest where there are more than `most`.
 *
 * @param lines the newest of each row
 */
export function pastContributions(
  lines: readonly LedgerRow[],
  most: number,
): { readonly shown: Contribution[]; readonly total: number } {
  const stating = lines.filter(({ contributes }) => quantityOf(contributes) !== 0n);
  const largest = stating.toSorted((a, b) => sizeOf(b) - sizeOf(a)).slice(0, most);
  return { shown: largest.map(toPast).toSorted(byPlace), total: stating.length };
}

const sizeOf = ({ contributes }: LedgerRow): number => Math.abs(Number(contributes));

const toPast = (line: LedgerRow): Contribution => ({
  location: line.location,
  bucket: line.bucket ?? '',
  quantity: decimal(line.contributes),
  row: sourceRow(line),
  cdcOffset: line.cdc_offset,
  revision: null,
  since: toLineRef(line),
});

const byPlace = (a: Contribution, b: Contribution): number =>
  keyOf(a) < keyOf(b) ? -1 : Number(keyOf(a) > keyOf(b));

const keyOf = ({ location, bucket, row }: Contribution): string =>
  [location, bucket, row.system, row.table, row.rowKey, row.rule].join('\u0000');
