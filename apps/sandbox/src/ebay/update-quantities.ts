import { z } from 'zod';
import type { DayCount } from './day-count.js';
import type { RowFault } from './row-fault.js';
import type { Item, Stock } from './stock.js';
import {
  auctionHolds,
  badValue,
  noOffer,
  unknownSku,
  userError,
  type VendorError,
} from './vendor-error.js';

export const MOST_ROWS = 25;
const LONGEST_SKU = 50;

const priceQuantity = z.strictObject({
  sku: z.string(),
  shipToLocationAvailability: z.strictObject({ quantity: z.number() }),
  offers: z
    .array(z.strictObject({ offerId: z.string(), availableQuantity: z.number() }))
    .default([]),
});

/** Of this call, what anybody sends who sets quantities and no prices. */
export const bulkPriceQuantity = z.strictObject({ requests: z.array(priceQuantity).min(1) });

type Asked = z.infer<typeof priceQuantity>;

interface Row {
  readonly statusCode: number;
  readonly sku: string;
  readonly offerId?: string;
  readonly errors?: readonly VendorError[];
}

export interface Shop {
  readonly stock: Stock;
  readonly revisions: DayCount;
  readonly faults: Map<string, RowFault>;
  readonly tellsItems: boolean;
  /** what is answered as if it were applied is not */
  readonly isIdle: boolean;
}

/** What becomes of one item and its offer: a row for each. */
export function updateQuantity(shop: Shop, asked: Asked): Row[] {
  const { sku } = asked;
  const item = shop.stock.get(sku);
  if (!item) return [{ sku, ...refusal(404, unknownSku(sku)) }];
  const problem = problemOf(asked, item);
  if (problem) return [{ sku, ...problem }];
  const fault = shop.faults.get(sku);
  shop.faults.delete(sku);
  if (fault?.kind === 'error') return [failedRow(shop, item, asked, fault)];
  if (!shop.revisions.take(item.offer?.listingId ?? sku)) {
    return [{ sku, ...refusal(400, userError('This listing was revised too often today.')) }];
  }
  const rows = apply(shop, item, asked);
  return fault?.kind === 'left_out' ? [] : rows;
}

function apply({ isIdle, stock, tellsItems }: Shop, item: Item, asked: Asked): Row[] {
  const offerRows = asked.offers.map((offer) => offerRow(item, offer, stock));
  const isOfferSet = offerRows.some(({ statusCode }) => statusCode === 200);
  const offered = isOfferSet ? asked.offers[0]?.availableQuantity : undefined;
  if (!isIdle) stock.set(item, asked.shipToLocationAvailability.quantity, offered ?? null);
  const itemRow: Row = { statusCode: 200, sku: item.sku };
  return tellsItems || offerRows.length === 0 ? [itemRow, ...offerRows] : offerRows;
}

const refusal = (statusCode: number, error: VendorError) => ({ statusCode, errors: [error] });

function problemOf(asked: Asked, item: Item): ReturnType<typeof refusal> | undefined {
  const { quantity } = asked.shipToLocationAvailability;
  if (asked.sku.length > LONGEST_SKU) return refusal(400, badValue('sku'));
  if (!isUnits(quantity)) return refusal(400, badValue('quantity'));
  if (asked.offers.some((offer) => !isUnits(offer.availableQuantity))) {
    return refusal(400, badValue('availableQuantity'));
  }
  const ids = asked.offers.map(({ offerId }) => offerId);
  if (new Set(ids).size < ids.length) return refusal(400, userError('An offerId is repeated.'));
  return quantity < item.auctionUnits ? refusal(400, auctionHolds) : undefined;
}

const isUnits = (quantity: number): boolean => Number.isSafeInteger(quantity) && quantity >= 0;

function offerRow({ sku }: Item, { offerId }: { readonly offerId: string }, stock: Stock): Row {
  const offer = stock.offer(offerId);
  if (!offer) return { sku, offerId, ...refusal(404, noOffer(offerId)) };
  if (offer.sku !== sku) return { sku, offerId, ...refusal(400, userError('Another SKU.')) };
  if (!offer.isPublished) {
    return { sku, offerId, ...refusal(400, userError('The offer is not published.')) };
  }
  return { statusCode: 200, sku, offerId };
}

function failedRow(
  { stock }: Shop,
  item: Item,
  asked: Asked,
  { errorId, isApplied, message, statusCode }: Extract<RowFault, { kind: 'error' }>,
): Row {
  const { quantity } = asked.shipToLocationAvailability;
  if (isApplied) stock.set(item, quantity, asked.offers[0]?.availableQuantity ?? null);
  const error: VendorError = { ...userError(''), errorId, message };
  return { statusCode, sku: item.sku, errors: [error] };
}
