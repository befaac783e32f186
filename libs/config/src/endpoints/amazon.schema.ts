import { z } from 'zod';
import { address } from './address.schema.js';

/** `endpoint:` of a channel whose connector is `amazon`. */
export const amazonEndpoint = z.strictObject({
  region: z
    .enum(['na', 'eu', 'fe'])
    .describe(
      'na: the Americas, eu: Europe, India and the Middle East, fe: Japan, Australia, Singapore',
    ),
  url: address
    .nullable()
    .default(null)
    .describe("address of the Selling Partner API; null: the region's own"),
  tokenUrl: address
    .default('https://api.amazon.com/auth/o2/token')
    .describe('where Login with Amazon gives out access tokens'),
  sellerId: z.string().min(1).describe('merchant token, such as A2EXAMPLE1234'),
  marketplaceId: z
    .string()
    .min(1)
    .describe('the one store that is written to, such as A1PA6795UKMFR9 for amazon.de'),
  clientId: z.string().min(1).describe("the app's Login with Amazon client id"),
  clientSecret: z.string().min(1).describe("the app's Login with Amazon client secret"),
  refreshToken: z.string().min(1).describe("the seller's authorization of the app, Atzr|…"),
  defaultProductType: z
    .string()
    .min(1)
    .default('PRODUCT')
    .describe('product type of listings whose own is not known'),
  fulfillmentChannel: z
    .string()
    .min(1)
    .default('DEFAULT')
    .describe('fulfillment_channel_code whose quantity is set; DEFAULT: shipped by the merchant'),
});

export type AmazonEndpoint = z.infer<typeof amazonEndpoint>;
