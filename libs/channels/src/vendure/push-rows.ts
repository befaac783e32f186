import type { ListingRow } from '../port/listing-row.js';
import type { PushResult, RowVerdict } from '../port/push-result.js';
import { setData } from './answers.js';
import { lookUp, type Desk, type Variants } from './read-variants.js';
import { setStock, setVerdicts, type Change } from './set-stock.js';
import { availableOf, stockOf } from './stock-of.js';

/** Looks the rows' variants up, and sets the stock of those that do not show their quantity yet. */
export async function pushRows(
  desk: Desk,
  rows: readonly ListingRow[],
  signal: AbortSignal,
): Promise<PushResult> {
  const skus = rows.map(({ sku }) => sku);
  const found = await lookUp(desk, skus, signal);
  if (found.kind !== 'variants') return found;
  const { changes, verdicts } = planned(rows, found);
  const { locationId } = found.shop;
  if (changes.length === 0) return inOrder(rows, verdicts);
  const answered = await desk.api.call(setStock(changes, locationId), setData, signal);
  if (answered.kind !== 'data') return answered;
  const set = setVerdicts(changes, answered.data, locationId);
  return inOrder(rows, new Map([...verdicts, ...set]));
}

type Found = Extract<Variants, { kind: 'variants' }>;

/** What is to be set, and the verdicts that need no write. */
function planned(rows: readonly ListingRow[], { list, shop }: Found) {
  const changes: Change[] = [];
  const verdicts = new Map<string, RowVerdict>();
  for (const row of rows) {
    const stock = stockOf(row.sku, list, shop);
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
