import { z } from 'zod';
import { address } from './address.schema.js';

/** `endpoint:` of a channel whose connector is `vendure`. */
export const vendureEndpoint = z.strictObject({
  url: address
    .regex(/[^/]$/, 'without a slash at its end')
    .regex(/^(?!.*\/(?:admin|shop)-api$)/, 'without /admin-api at its end')
    .describe('the shop’s own address, such as https://shop.example, without /admin-api'),
  apiKey: z
    .string()
    .min(1)
    .describe('API key with ReadProduct, UpdateProduct and ReadStockLocation, and nothing else'),
  stockLocationId: z
    .string()
    .min(1)
    .describe('id of the stock location whose stock on hand is set; one per channel'),
  channelToken: z
    .string()
    .min(1)
    .nullable()
    .default(null)
    .describe('token of the Vendure channel, where the shop has several; null: its default one'),
});

export type VendureEndpoint = z.infer<typeof vendureEndpoint>;
