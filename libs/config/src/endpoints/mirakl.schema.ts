import { z } from 'zod';
import { address } from './address.schema.js';

/** `endpoint:` of a channel whose connector is `mirakl`. */
export const miraklEndpoint = z.strictObject({
  url: address
    .regex(/[^/]$/, 'without a slash at its end')
    .regex(/^(?!.*\/api$)/, 'without /api at its end')
    .describe('the operator’s own address, such as https://acme.mirakl.net, without /api'),
  apiKey: z.string().min(1).describe('API key of a user of the shop'),
  shopId: z
    .int()
    .positive()
    .nullable()
    .default(null)
    .describe('the shop, where the key’s user has several; null: the user’s default shop'),
  warehouse: z
    .string()
    .min(1)
    .nullable()
    .default(null)
    .describe('code of the warehouse whose quantity is set; null: the offer’s as a whole'),
  updateDelete: z
    .enum(['update', ''])
    .default('update')
    .describe('what imports say under update-delete; empty, where the operator wants it so'),
  rowsPerImport: z
    .int()
    .min(1)
    .max(10_000)
    .default(10_000)
    .describe('most rows in a stock import; fewer, where the operator takes no file so large'),
});

export type MiraklEndpoint = z.infer<typeof miraklEndpoint>;
