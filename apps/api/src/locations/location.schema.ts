import { z } from 'zod';
import { count, instant } from '../format/schemas.js';

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
        })
        .meta({ id: 'Location' }),
    ),
  })
  .meta({ id: 'Locations' });

export type Locations = z.infer<typeof locationsSchema>;
