import { z } from 'zod';

/** Key: sku. State, not an event: a newer version replaces an older one; the topic is compacted. */
export const availabilityV1 = z.strictObject({
  sku: z.string().min(1),
  /** publish version: strictly rising per item (promise I5) */
  version: z.int().positive(),
  /** units each channel may sell, by channel id */
  channels: z.record(z.string(), z.int().nonnegative()),
  /** commit time in the source of the newest change, UTC ISO 8601 */
  recordedAt: z.string(),
  /** when the position was written, UTC ISO 8601 */
  appliedAt: z.string(),
  /** version of the policy that led to the numbers */
  policyVersion: z.string(),
});

export type AvailabilityV1 = z.infer<typeof availabilityV1>;
