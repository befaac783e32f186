import type { ListingRow } from '../port/listing-row.js';
import type { PushResult, RowVerdict } from '../port/push-result.js';
import type { AdminApi } from './admin-api.js';
import { setData, type VariantsData } from './answers.js';
import { lookUp } from './look-up.js';
import { setStock, setVerdicts, type Change } from './set-stock.js';
import { availableOf, stockOf } from './stock-of.js';

/** Looks the rows' variants up, and sets the stock of those that do not show their quantity yet. */
export async function pushRows(
  api: AdminApi,
  rows: readonly ListingRow[],
  locationId: string,
  signal: AbortSignal,
): Promise<PushResult> {
  const skus = rows.map(({ sku }) => sku);
  const found = await lookUp(api, skus, locationId, signal);
  if (found.kind !== 'variants') return found;
  const { changes, verdicts } = planned(rows, found.data, locationId);
  if (changes.length === 0) return inOrder(rows, verdicts);
  const answered = await api.call(setStock(changes, locationId), setData, signal);
  if (answered.kind !== 'data') return answered;
  const set = setVerdicts(changes, answered.data, locationId);
  return inOrder(rows, new Map([...verdicts, ...set]));
}

/** What is to be set, and the verdicts that need no write. */
function planned(rows: readonly ListingRow[], data: VariantsData, locationId: string) {
  const changes: Change[] = [];
  const verdicts = new Map<string, RowVerdict>();
  for (const row of rows) {
    const stock = stockOf(row.sku, data, locationId);
    if (stock.kind === 'rejected') {
      const { outcome, code, reason } = stock;
      verdicts.set(row.sku, { outcome, code, reason });
    } else if (availableOf(stock) === row.quantity) {
      verdicts.set(row.sku, { outcome: 'applied' });
    } else {
      changes.push({ row, stock });
    }
  }
  return { changes, verdicts };
}

const UNTOLD: RowVerdict = { outcome: 'unknown', reason: 'nothing is known of the row' };

const inOrder = (
  rows: readonly ListingRow[],
  verdicts: ReadonlyMap<string, RowVerdict>,
): PushResult => ({
  kind: 'answered',
  verdicts: rows.map(({ sku }) => verdicts.get(sku) ?? UNTOLD),
  hints: [],
});
