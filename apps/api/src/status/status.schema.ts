import { z } from 'zod';
import { alertSchema } from '../alerts/alert.schema.js';
import { channelSchema } from '../channels/channel.schema.js';
import { count, instant, seconds } from '../format/schemas.js';
import { sourceSchema } from '../sources/source.schema.js';

const stageSchema = z
  .object({
    stage: z.enum(['normalizer', 'availability', 'publisher']),
    lagSeconds: seconds
      .nullable()
      .describe('age of the oldest input not dealt with; 0: nothing waits; null: cannot be told'),
    basis: z.string().describe('how lagSeconds was measured, or why it is null'),
    delay: z
      .object({ p50Seconds: seconds, p95Seconds: seconds, maxSeconds: seconds, count })
      .nullable()
      .describe('source commit until the stage was through, last 5 minutes; null: no changes'),
    backlog: count
      .nullable()
      .describe('Kafka messages not applied; for the publisher, listings not acknowledged'),
    lastProgressAt: instant.nullable(),
    parked: count,
  })
  .meta({ id: 'Stage' });

export const statusSchema = z
  .object({
    at: instant,
    policyVersion: z.string(),
    state: z.enum(['ok', 'attention']),
    sources: z.array(sourceSchema),
    stages: z.array(stageSchema),
    waiting: z
      .object({ count, oldestSince: instant.nullable(), oldestAgeSeconds: seconds.nullable() })
      .describe('changes that wait for a reference'),
    parked: z.object({
      count,
      byCode: z.array(z.object({ stage: z.string(), code: z.string(), count, newestAt: instant })),
    }),
    channels: z.array(channelSchema),
    alerts: z.array(alertSchema).describe('open ones'),
  })
  .meta({ id: 'Status' });

export type Status = z.infer<typeof statusSchema>;
export type StageStatus = z.infer<typeof stageSchema>;
