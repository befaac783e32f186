import { isAbsolute } from 'node:path';
import { z } from 'zod';

const DAY_SECONDS = 86_400;

const common = {
  file: z
    .string()
    .refine((path) => isAbsolute(path) && !/[/\\]$/.test(path), {
      error: 'the whole path of a file, such as /srv/feeds/availability.csv',
    })
    .describe('the whole path of the file; its folder must be there, and writable'),
  minIntervalSeconds: z
    .int()
    .min(1)
    .max(DAY_SECONDS)
    .default(60)
    .describe('least seconds from one file to the next'),
};

/** `endpoint:` of a channel whose connector is `feed`. */
export const feedEndpoint = z.discriminatedUnion('format', [
  z.strictObject({ format: z.enum(['csv', 'json']), ...common }),
  z.strictObject({
    format: z
      .literal('google-local-inventory')
      .describe('XML, as Google Merchant Center takes it for one store'),
    storeCode: z
      .string()
      .min(1)
      .max(64)
      .describe("the store's code in Google's Business Profile, with its upper and lower case"),
    ...common,
  }),
]);

export type FeedEndpoint = z.infer<typeof feedEndpoint>;
