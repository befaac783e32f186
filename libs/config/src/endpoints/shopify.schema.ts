import { z } from 'zod';
import { address } from './address.schema.js';

/** What `endpoint:` of a Shopify channel holds. */
export const shopifyEndpoint = z.strictObject({
  shop: z
    .string()
    .regex(
      /^[a-z0-9][a-z0-9-]*\.myshopify\.com$/,
      'the shop’s own name, such as acme.myshopify.com',
    )
    .describe('the shop’s myshopify.com name, also where customers see another one'),
  token: z
    .string()
    .min(1)
    .describe(
      'Admin API access token that does not expire, with read_inventory and write_inventory',
    ),
  locationId: z
    .string()
    .regex(/^gid:\/\/shopify\/Location\/\d+$/, 'such as gid://shopify/Location/123456789')
    .describe('the Shopify location whose “available” quantity is set; one per channel'),
  plan: z
    .enum(['standard', 'advanced', 'plus', 'enterprise'])
    .default('standard')
    .describe('the shop’s plan: decides how many cost points a second Shopify allows'),
  url: address.optional().describe('where to call instead of https://<shop>, for tests'),
});

export type ShopifyEndpoint = z.infer<typeof shopifyEndpoint>;
