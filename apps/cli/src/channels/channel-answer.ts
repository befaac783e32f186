import { z } from 'zod';

/** What the commands draw of a channel as the API tells it. */
export const channelAnswer = z.looseObject({
  channel: z.string(),
  connector: z.string(),
  account: z.string(),
  items: z.number(),
  acknowledged: z.number(),
  pending: z.number(),
  rejected: z.number(),
  oldestUnacknowledgedAgeSeconds: z.number().nullable(),
  paused: z.looseObject({ since: z.string(), because: z.string() }).nullable(),
  failing: z
    .looseObject({ since: z.string(), failures: z.number(), nextTryAt: z.string().nullable() })
    .nullable(),
  heldZeros: z
    .looseObject({
      since: z.string(),
      held: z.number(),
      showing: z.number(),
      samples: z.array(z.string()),
      cause: z.string(),
      confirmedAt: z.string().nullable(),
    })
    .nullable(),
  listedAt: z.string().nullable(),
});

export type ChannelAnswer = z.infer<typeof channelAnswer>;
export const channelsAnswer = z.looseObject({ channels: z.array(channelAnswer) });
