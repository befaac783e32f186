import type { HttpAnswer } from '../http/http-client.js';
import { jsonOf } from '../http/json.js';
import type { ListingRow } from '../port/listing-row.js';
import type { PushResult } from '../port/push-result.js';
import { rowList, updatedRow } from './answers.js';
import type { Desk } from './desk.js';
import { offerIdsOf, type OfferIds } from './offer-ids.js';
import { writeRefusal } from './refusals.js';
import { rowVerdict } from './row-verdict.js';

/** Most items of a `bulkUpdatePriceQuantity`, by the type of its request. */
export const MOST_ROWS = 25;

/** `bulkUpdatePriceQuantity`: the quantities of items, and of those offers that have one of their own. */
export async function updateQuantities(
  desk: Desk,
  rows: readonly ListingRow[],
  signal: AbortSignal,
): Promise<PushResult> {
  const offers = await offerIdsOf(desk, rows, signal);
  if (offers.kind !== 'ids') return offers;
  const requests = rows.map((row) => requestOf(row, offers.bySku.get(row.sku)));
  const answer = await desk.api.call({
    path: '/bulk_update_price_quantity',
    content: { requests },
    signal,
  });
  if (answer.kind !== 'answer') return answer;
  const isRows = answer.status === 200 || answer.status === 207;
  return isRows ? readRows(answer, rows, offers.bySku) : writeRefusal(answer);
}

const requestOf = ({ sku, quantity }: ListingRow, offerId: string | undefined) => ({
  sku,
  shipToLocationAvailability: { quantity },
  ...(offerId !== undefined && { offers: [{ offerId, availableQuantity: quantity }] }),
});

function readRows(answer: HttpAnswer, rows: readonly ListingRow[], offerIds: OfferIds): PushResult {
  const list = rowList.safeParse(jsonOf(answer)).data;
  if (!list) return { kind: 'unknown', reason: "the answer is not what the vendor's model says" };
  const answered = list.responses.flatMap((each) => updatedRow.safeParse(each).data ?? []);
  const verdicts = rows.map((row) => rowVerdict(row, offerIds.get(row.sku) ?? null, answered));
  return { kind: 'answered', verdicts, hints: [] };
}
