import { z } from 'zod';
import { address } from './address.schema.js';

/** `endpoint:` of a channel whose connector is `medusa`. */
export const medusaEndpoint = z.strictObject({
  url: address
    .regex(/[^/]$/, 'without a slash at its end')
    .regex(/^(?!.*\/admin$)/, 'without /admin at its end')
    .describe('address of the shop’s server, such as https://shop.example.com, without /admin'),
  apiKey: z
    .string()
    .regex(/^sk_\w+$/, 'a secret API key, which begins with sk_')
    .describe('a secret API key of the shop'),
  locationId: z
    .string()
    .regex(/^sloc_\w+$/, 'the id of a stock location, which begins with sloc_')
    .describe('the stock location whose quantity is set; one per channel'),
});

export type MedusaEndpoint = z.infer<typeof medusaEndpoint>;
