import { z } from 'zod';
import { count, instant, seconds, wholeText } from '../format/schemas.js';

const heldZerosSchema = z.object({
  since: instant,
  held: count.describe('listings that show units and shall show none'),
  showing: count.describe('listings that showed units when they were held'),
  samples: z.array(z.string()).describe('some of the listings'),
  cause: z.string(),
  confirmedAt: instant.nullable(),
});

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
    paused: z
      .object({ since: instant, because: z.string() })
      .nullable()
      .describe('nothing is sent until it is resumed; null: it is not paused'),
    failing: z
      .object({
        since: instant,
        failures: count.describe('calls in a row without a good answer'),
        nextTryAt: instant.nullable().describe('null: not before it is resumed'),
      })
      .nullable()
      .describe('it is left alone but for one call at a time; null: it answers'),
    heldZeros: heldZerosSchema
      .nullable()
      .describe('zeros for an unusual share of the account, which wait for a confirmation'),
    listedAt: instant.nullable().describe('when all that the channel lists was read last'),
  })
  .meta({ id: 'Channel' });

export const channelsSchema = z
  .object({ channels: z.array(channelSchema) })
  .meta({ id: 'Channels' });

export type ChannelStatus = z.infer<typeof channelSchema>;
