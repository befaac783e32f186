import { z } from 'zod';

export const PUBLICATION_OUTCOMES = ['applied', 'rejected', 'confirmed'] as const;

/** Key: channel and sku. What was sent to a marketplace and what it answered. */
export const publicationV1 = z.strictObject({
  channel: z.string().min(1),
  sku: z.string().min(1),
  version: z.int().positive(),
  quantity: z.int().nonnegative(),
  /** `confirmed`: an unclear answer that a read-back settled */
  outcome: z.enum(PUBLICATION_OUTCOMES),
  reason: z.string().nullable(),
  recordedAt: z.string(),
  sentAt: z.string(),
  answeredAt: z.string(),
});

export type PublicationV1 = z.infer<typeof publicationV1>;
