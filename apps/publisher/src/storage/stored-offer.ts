import type { ListingOffer } from '#channels';
import { OFFER_STATUSES } from '#domain';
import { z } from 'zod';
import { listingOffer } from '../listings/listing-offer.js';

const told = z.object({ status: z.enum(OFFER_STATUSES), availableFrom: z.string().nullable() });

/** What a listing was told, or what was acknowledged, as this stage wrote it. @param text JSON, or none */
export function toldOffer(text: string | null | undefined): ListingOffer | undefined {
  if (typeof text !== 'string') return undefined;
  const { status, availableFrom } = told.parse(JSON.parse(text));
  return listingOffer(status, availableFrom);
}

const computed = z
  .object({
    status: z.enum(OFFER_STATUSES),
    preorder: z.object({ availableFrom: z.string() }).nullable(),
  })
  .nullish();

/** What a channel may say of an item, as the availability stage wrote it; undefined: its number only. */
export function computedOffer(stored: unknown): ListingOffer | undefined {
  const offer = computed.parse(stored);
  return offer ? listingOffer(offer.status, offer.preorder?.availableFrom ?? null) : undefined;
}
