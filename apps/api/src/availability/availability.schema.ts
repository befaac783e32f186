import { z } from 'zod';
import { count, decimalText, instant, seconds } from '../format/schemas.js';

const quality = z
  .array(z.enum(['source_stale', 'overclaimed', 'other_policy', 'unknown']))
  .describe(
    'source_stale: its source is silent; overclaimed: less is there than is claimed; other_policy: numbers follow from another policy than this process has; unknown: no stock has been seen',
  );

const locationSchema = z
  .object({
    location: z.string(),
    source: z.string().describe('whose word counts there'),
    availableBase: decimalText,
    claimed: decimalText.describe('held by reservations and orders'),
    sellable: decimalText.describe('what they leave, never below zero'),
    updatedAt: instant.nullable(),
    ageSeconds: seconds.nullable().describe('since its stock changed last'),
    quality,
  })
  .meta({ id: 'LocationAvailability' });

const channelSchema = z
  .object({
    channel: z.string(),
    units: count.nullable().describe('what it shows or is about to show; null: none yet'),
    claimable: decimalText.describe('what a reservation could have now'),
    locations: z.array(z.object({ location: z.string(), claimable: decimalText })),
  })
  .meta({ id: 'ChannelAvailability' });

export const availabilitySchema = z
  .object({
    at: instant,
    items: z.array(
      z
        .object({
          sku: z.string(),
          version: z.int().nullable(),
          recordedAt: instant.nullable(),
          appliedAt: instant.nullable(),
          ageSeconds: seconds.nullable().describe('since its numbers changed last'),
          quality,
          locations: z.array(locationSchema),
          channels: z.array(channelSchema),
        })
        .meta({ id: 'ItemAvailability' }),
    ),
  })
  .meta({ id: 'Availability' });

export type Availability = z.infer<typeof availabilitySchema>;
export type Quality = z.infer<typeof quality>[number];
