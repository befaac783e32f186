import { LOCATION_STATES } from '#domain';
import { z } from 'zod';
import { count, instant } from '../format/schemas.js';

const stalenessSchema = z
  .object({
    state: z.enum(LOCATION_STATES),
    since: instant,
    silentSeconds: z.number().describe('open time since the last change'),
    thresholdSeconds: z
      .number()
      .nullable()
      .describe('open time that is too long at this hour; null: no changes are expected'),
    lookedAt: instant,
  })
  .meta({ id: 'Staleness' });

export const locationsSchema = z
  .object({
    locations: z.array(
      z
        .object({
          location: z.string(),
          source: z.string(),
          name: z.string().describe('what the source calls it'),
          kind: z.enum(['store', 'warehouse']),
          items: count.describe('items with a position there'),
          lastChangeAt: instant.nullable(),
          stale: z.boolean().describe('its source is stale'),
          staleness: stalenessSchema
            .nullable()
            .describe('as its source tells of it; null: nobody has looked yet'),
          fallbacks: z
            .array(z.object({ source: z.string(), staleness: stalenessSchema.nullable() }))
            .describe('sources that stand in, best first'),
        })
        .meta({ id: 'Location' }),
    ),
  })
  .meta({ id: 'Locations' });

export const locationHoursSchema = z
  .object({
    location: z.string(),
    source: z.string(),
    timeZone: z.string().describe('of the hours'),
    learntAt: instant.nullable().describe('null: nothing was learnt yet'),
    hours: z.array(
      z.object({
        hourOfWeek: z.int().min(0).max(167).describe('0: Monday from midnight to one'),
        activeMinutes: z.number().describe('minutes with a change that an open hour usually has'),
        thresholdSeconds: z.number().nullable().describe('silence that is too long at that pace'),
      }),
    ),
  })
  .meta({ id: 'LocationHours' });

export type LocationHours = z.infer<typeof locationHoursSchema>;

export type Staleness = z.infer<typeof stalenessSchema>;

export type Locations = z.infer<typeof locationsSchema>;
