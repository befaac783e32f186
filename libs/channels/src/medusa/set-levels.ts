import { jsonOf } from '../http/json.js';
import type { ListingRow } from '../port/listing-row.js';
import type { PushResult, RowVerdict } from '../port/push-result.js';
import type { AdminApi } from './admin-api.js';
import { updatedLevels, type UpdatedLevel } from './answers.js';
import { levelVerdict, notListed, type SentLevel } from './level-verdict.js';
import { readListings } from './read-listings.js';
import { writeRefusal } from './refusals.js';

/**
 * Sets what is on hand, so that what is not reserved is what the rows say. Medusa has no conditional
 * write; its answer tells what was reserved when it wrote.
 */
export async function setLevels(
  api: AdminApi,
  rows: readonly ListingRow[],
  signal: AbortSignal,
): Promise<PushResult> {
  const listings = await readListings(api, rows, signal);
  if (listings.kind !== 'listings') return listings;
  const sent = rows.flatMap(({ sku, quantity }): SentLevel[] => {
    const listing = listings.bySku.get(sku);
    return listing ? [{ ...listing, stocked: quantity + listing.reserved }] : [];
  });
  if (sent.length === 0) return answered(rows.map(notListed));
  const written = await write(api, sent, signal);
  if (written.kind !== 'written') return written;
  const bySku = new Map(sent.map((each) => [each.sku, levelVerdict(each, written.byItem)]));
  return answered(rows.map((row) => bySku.get(row.sku) ?? notListed(row)));
}

type Written =
  { readonly kind: 'written'; readonly byItem: ReadonlyMap<string, UpdatedLevel> } | PushResult;

/** All levels of a call, or none: where one is not there any more, Medusa answers 404. */
async function write(
  api: AdminApi,
  sent: readonly SentLevel[],
  signal: AbortSignal,
): Promise<Written> {
  const update = sent.map(({ itemId, stocked }) => ({
    inventory_item_id: itemId,
    location_id: api.locationId,
    stocked_quantity: stocked,
  }));
  const answer = await api.post('/inventory-items/location-levels/batch', { update }, signal);
  if (answer.kind !== 'answer') return answer;
  if (answer.status !== 200) return writeRefusal(answer);
  const levels = updatedLevels.safeParse(jsonOf(answer)).data;
  if (!levels) return { kind: 'unknown', reason: 'the answer is not what Medusa sends' };
  const here = levels.updated.filter(({ location_id }) => location_id === api.locationId);
  return { kind: 'written', byItem: new Map(here.map((each) => [each.inventory_item_id, each])) };
}

const answered = (verdicts: readonly RowVerdict[]): PushResult => ({
  kind: 'answered',
  verdicts,
  hints: [],
});
