import { z } from 'zod';
import { count, instant, seconds, wholeText } from '../format/schemas.js';

export const channelSchema = z
  .object({
    channel: z.string(),
    connector: z.string(),
    account: z.string(),
    pool: z.array(z.string()).describe('locations that it may sell from'),
    items: count.describe('listings with a desired number'),
    acknowledged: count.describe('the marketplace has acknowledged the desired number'),
    pending: count.describe('neither acknowledged nor rejected'),
    unclear: count.describe('sent, no clear answer yet; counted in pending, too'),
    rejected: count.describe('the marketplace refused the desired number'),
    oldestUnacknowledgedAgeSeconds: seconds.nullable(),
    lastAcknowledgedAt: instant.nullable(),
    lease: z
      .object({
        owner: z.string(),
        epoch: wholeText,
        expiresAt: instant,
        expired: z.boolean(),
      })
      .nullable()
      .describe('the one process that writes to the account; null: none so far'),
  })
  .meta({ id: 'Channel' });

export const channelsSchema = z
  .object({ channels: z.array(channelSchema) })
  .meta({ id: 'Channels' });

export type ChannelStatus = z.infer<typeof channelSchema>;
