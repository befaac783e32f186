import { stringify } from 'csv-stringify/sync';
import type { ListingRow } from '../port/listing-row.js';
import type { MiraklEndpoint } from './mirakl-endpoint.js';

/** The columns that Mirakl describes under STO01, in its order. */
const COLUMNS = ['offer-sku', 'quantity', 'warehouse-code', 'update-delete'];

/**
 * The file of a stock import: UTF-8, semicolons, everything in quotes. Nothing is put before a sku that a
 * spreadsheet would take for a formula, for then it would be another offer's.
 */
export function stockFile(
  rows: readonly ListingRow[],
  { warehouse, updateDelete }: Pick<MiraklEndpoint, 'warehouse' | 'updateDelete'>,
): string {
  const lines = rows.map(({ sku, quantity }) => [sku, quantity, warehouse ?? '', updateDelete]);
  const quoted = { quoted: true, quoted_empty: true, escape_formulas: false };
  return stringify([COLUMNS, ...lines], { delimiter: ';', ...quoted });
}
