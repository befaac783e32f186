import { z } from 'zod';
import { instant, seconds } from '../format/schemas.js';

export const sourceSchema = z
  .object({
    source: z.string(),
    pack: z.string(),
    stale: z.boolean().describe('no heartbeat for longer than staleAfterSeconds'),
    staleAfterSeconds: z.int(),
    heartbeat: z
      .object({
        beatAt: instant.describe("the newest heartbeat's commit time, by the source's clock"),
        seenAt: instant.describe("when it had travelled into Shelfwire's state"),
        ageSeconds: seconds.describe('silence: now − seenAt'),
        travelSeconds: seconds.describe('how long the newest heartbeat took: seenAt − beatAt'),
      })
      .nullable()
      .describe('null: never heard'),
    trust: z.object({
      verified: z
        .boolean()
        .describe('false: its rows may be wrong, and its locations sell nothing until repaired'),
      reason: z.string().nullable(),
      since: instant.nullable().describe('null: it was never in doubt'),
      epoch: z.int().positive().describe('rises when the source is read anew'),
    }),
    lastChangeAt: instant.nullable().describe('when its newest change reached a position'),
    lastChangeAgeSeconds: seconds.nullable(),
    locations: z.array(z.string()),
  })
  .meta({ id: 'Source' });

export const sourcesSchema = z.object({ sources: z.array(sourceSchema) }).meta({ id: 'Sources' });

export type SourceStatus = z.infer<typeof sourceSchema>;
