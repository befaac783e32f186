import type { Response } from 'express';
import { z } from 'zod';
import { totalOf, type Offer, type Offers } from './offers.js';
import { refuse } from './refuse.js';

const number = z.stringFormat('number', /^\d+$/).transform(Number);

const asked = z.object({
  sku: z.string().optional(),
  max: number.pipe(z.int().min(1).max(100)).default(10),
  offset: number.default(0),
  sort: z.enum(['totalPrice', 'price', 'productTitle']).default('totalPrice'),
});

/** OF21, of the filters only that by sku. */
export function listOffers(offers: Offers, query: URLSearchParams, response: Response): void {
  const read = asked.safeParse(Object.fromEntries(query));
  if (!read.success) return refuse(response, 400, z.prettifyError(read.error));
  const { sku, max, offset, sort } = read.data;
  const found = offers.all().filter((offer) => sku === undefined || offer.sku === sku);
  const sorted = sort === 'productTitle' ? found.toSorted(byTitle) : found;
  response.json({
    offers: sorted.slice(offset, offset + max).map(answerOf),
    total_count: found.length,
  });
}

/** Pretended products are called like their skus. */
const byTitle = (a: Offer, b: Offer): number => (a.sku < b.sku ? -1 : 1);

function answerOf(offer: Offer): object {
  const quantity = totalOf(offer);
  return {
    offer_id: offer.id,
    shop_sku: offer.sku,
    product_sku: `MKP${offer.id}`,
    product_title: offer.sku,
    state_code: '11',
    price: 49,
    total_price: 49,
    currency_iso_code: 'EUR',
    leadtime_to_ship: 2,
    active: quantity > 0,
    ...(quantity === 0 && { inactivity_reasons: ['ZERO_QUANTITY'] }),
    quantity,
    ...(offer.warehouses.size > 0 && {
      warehouses: [...offer.warehouses].map(([code, each]) => ({ code, quantity: each })),
    }),
  };
}
