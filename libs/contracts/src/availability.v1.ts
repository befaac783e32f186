import { OFFER_STATUSES } from '#domain';
import { z } from 'zod';

/** Key: sku. State, not an event: a newer version replaces an older one; the topic is compacted. */
export const availabilityV1 = z.strictObject({
  sku: z.string().min(1),
  /** publish version: strictly rising per item (promise I5) */
  version: z.int().positive(),
  /** units each channel may sell, by channel id */
  channels: z.record(z.string(), z.int().nonnegative()),
  /** by channel id, where a channel offers more than units; else any unit is in stock, none is out of it */
  offers: z
    .record(
      z.string(),
      z.strictObject({
        /** of schema.org's ItemAvailability */
        status: z.enum(OFFER_STATUSES),
        /** stores where customers may collect the item */
        pickup: z.array(z.string()).optional(),
        /** units that may be ordered ahead of their arrival */
        preorder: z.int().positive().optional(),
        /** when those arrive, UTC date such as 2026-03-01 */
        availableFrom: z.iso.date().optional(),
      }),
    )
    .optional(),
  /**
   * UTC ISO 8601: commit time in the source of the newest change, or when the numbers were reckoned anew
   * because the policy, what is known of the sources, or the day is another
   */
  recordedAt: z.string(),
  /** when the position was written, UTC ISO 8601 */
  appliedAt: z.string(),
  /** version of the policy that led to the numbers */
  policyVersion: z.string(),
});

export type AvailabilityV1 = z.infer<typeof availabilityV1>;
