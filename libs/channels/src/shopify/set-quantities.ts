import type { z } from 'zod';
import type { ListingRow } from '../port/listing-row.js';
import type { PushResult, RowVerdict } from '../port/push-result.js';
import type { setData } from './answers.js';
import { SET_QUANTITIES } from './documents.js';
import { inventoryItemIdOf } from './inventory-item-id.js';
import type { Answered } from './read-answer.js';
import { userErrorsResult } from './user-errors.js';

/** A row whose name at Shopify is known. */
export interface NamedRow extends Pick<ListingRow, 'sku' | 'quantity' | 'shown'> {
  readonly inventoryItemId: string;
}

export const namedRows = (rows: readonly ListingRow[]): NamedRow[] =>
  rows.flatMap((row) => {
    const inventoryItemId = inventoryItemIdOf(row);
    const { sku, quantity, shown } = row;
    return inventoryItemId === undefined ? [] : [{ sku, quantity, shown, inventoryItemId }];
  });

/**
 * One call that sets the rows' quantities.
 *
 * A row is only taken while its listing shows what it is thought to show: what was sold in between is
 * not overwritten. `null` takes it in any case.
 *
 * @param callId the idempotency key, and the document that the shop's inventory history names
 */
export const setQuantities = (rows: readonly NamedRow[], locationId: string, callId: string) => ({
  query: SET_QUANTITIES,
  variables: {
    key: callId,
    input: {
      name: 'available',
      reason: 'correction',
      referenceDocumentUri: `gid://shelfwire/Publication/${callId}`,
      quantities: rows.map(({ inventoryItemId, quantity, shown }) => ({
        inventoryItemId,
        locationId,
        quantity,
        changeFromQuantity: shown,
      })),
    },
  },
});

/** What became of a call with so many rows. */
export function setResult(rows: number, answered: Answered<z.infer<typeof setData>>): PushResult {
  if (answered.kind !== 'data') return answered;
  const { userErrors } = answered.data.inventorySetQuantities;
  if (userErrors.length > 0) return userErrorsResult(rows, userErrors, answered.hints);
  const verdicts = Array.from({ length: rows }, (): RowVerdict => ({ outcome: 'applied' }));
  return { kind: 'answered', verdicts, hints: answered.hints };
}
