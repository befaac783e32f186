import { z } from 'zod';
import { address } from './address.schema.js';

/** `endpoint:` of a channel whose connector is `ebay`. */
export const ebayEndpoint = z.strictObject({
  seller: z
    .string()
    .min(1)
    .describe("the seller's eBay user name; tells the account from others, and is never sent"),
  clientId: z.string().min(1).describe("the app's App ID (Client ID)"),
  clientSecret: z.string().min(1).describe("the app's Cert ID (Client Secret)"),
  refreshToken: z.string().min(1).describe("the seller's consent to the app, v^1.1#…"),
  offerQuantities: z
    .boolean()
    .default(true)
    .describe('whether offers have quantities of their own: then both are read and set'),
  skusPerCall: z
    .int()
    .min(1)
    .max(25)
    .default(25)
    .describe('most listings in a write; 1 should eBay refuse more'),
  language: z
    .string()
    .regex(/^[a-z]{2}-[A-Z]{2}$/, 'such as en-US or de-DE')
    .default('en-US')
    .describe("of eBay's messages"),
  url: address.default('https://api.ebay.com').describe('address of the Sell Inventory API'),
  tokenUrl: address
    .default('https://api.ebay.com/identity/v1/oauth2/token')
    .describe('where eBay gives out access tokens'),
});

export type EbayEndpoint = z.infer<typeof ebayEndpoint>;
