import type { AvailabilityV1 } from '#contracts';
import type { ItemAnswers } from './channel-numbers.js';

/** An item's newest numbers, as stored and as announced. */
export interface ItemNumbers extends ItemAnswers {
  readonly partition: number;
  readonly sku: string;
  readonly version: bigint;
  readonly policyVersion: string;
  /** input offset of the newest event that led to them */
  readonly lastOffset: bigint;
  readonly recordedAt: string;
  readonly appliedAt: string;
}

export const toAvailability = (item: ItemNumbers): AvailabilityV1 => ({
  sku: item.sku,
  version: Number(item.version),
  channels: { ...item.channels },
  recordedAt: item.recordedAt,
  appliedAt: item.appliedAt,
  policyVersion: item.policyVersion,
  ...(item.offers ? { offers: toOffers(item.offers) } : {}),
});

const toOffers = (
  offers: NonNullable<ItemNumbers['offers']>,
): NonNullable<AvailabilityV1['offers']> =>
  Object.fromEntries(
    Object.entries(offers).map(([channel, { status, pickup, preorder }]) => [
      channel,
      {
        status,
        ...(pickup.length > 0 ? { pickup: [...pickup] } : {}),
        ...(preorder ? { preorder: preorder.units, availableFrom: preorder.availableFrom } : {}),
      },
    ]),
  );
