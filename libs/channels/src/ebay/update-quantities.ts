import type { HttpAnswer } from '../http/http-client.js';
import { jsonOf } from '../http/json.js';
import type { ListingRow } from '../port/listing-row.js';
import type { PushResult } from '../port/push-result.js';
import { rowList, updatedRow } from './answers.js';
import type { Desk } from './desk.js';
import type { EbayEndpoint } from './ebay-endpoint.js';
import { writeRefusal } from './refusals.js';
import { rowVerdict } from './row-verdict.js';

/** Most items of a `bulkUpdatePriceQuantity`, by the type of its request. */
export const MOST_ROWS = 25;

/** `bulkUpdatePriceQuantity`: the quantities of items, and of those offers that have one of their own. */
export async function updateQuantities(
  { api, endpoint }: Desk,
  rows: readonly ListingRow[],
  signal: AbortSignal,
): Promise<PushResult> {
  const requests = rows.map((row) => requestOf(row, offerIdOf(row, endpoint)));
  const answer = await api.call({
    path: '/bulk_update_price_quantity',
    content: { requests },
    signal,
  });
  if (answer.kind !== 'answer') return answer;
  const isRows = answer.status === 200 || answer.status === 207;
  return isRows ? readRows(answer, rows, endpoint) : writeRefusal(answer);
}

/** What the row's offer is known by; null: it has no quantity of its own, or none is to be set. */
const offerIdOf = ({ ids }: ListingRow, { offerQuantities }: EbayEndpoint): string | null =>
  (offerQuantities ? ids['offerId'] : undefined) ?? null;

const requestOf = ({ sku, quantity }: ListingRow, offerId: string | null) => ({
  sku,
  shipToLocationAvailability: { quantity },
  ...(offerId !== null && { offers: [{ offerId, availableQuantity: quantity }] }),
});

function readRows(
  answer: HttpAnswer,
  rows: readonly ListingRow[],
  endpoint: EbayEndpoint,
): PushResult {
  const list = rowList.safeParse(jsonOf(answer)).data;
  if (!list) return { kind: 'unknown', reason: "the answer is not what the vendor's model says" };
  const answered = list.responses.flatMap((each) => updatedRow.safeParse(each).data ?? []);
  const verdicts = rows.map((row) => rowVerdict(row, offerIdOf(row, endpoint), answered));
  return { kind: 'answered', verdicts, hints: [] };
}
