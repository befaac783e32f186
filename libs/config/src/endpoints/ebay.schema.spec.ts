import { describe, expect, it } from 'vitest';
import { ebayEndpoint } from './ebay.schema.js';

const LEAST = {
  seller: 'acme-outlet',
  clientId: 'Acme-Stock-PRD-1',
  clientSecret: 'PRD-1',
  refreshToken: 'v^1.1#1',
};

describe('ebayEndpoint', () => {
  it('needs the seller and the app, and knows the rest', () => {
    expect(ebayEndpoint.parse(LEAST)).toEqual({
      ...LEAST,
      offerQuantities: true,
      skusPerCall: 25,
      language: 'en-US',
      url: 'https://api.ebay.com',
      tokenUrl: 'https://api.ebay.com/identity/v1/oauth2/token',
    });
  });

  it.each([
    ['no seller', { seller: '' }],
    ['more rows than eBay takes', { skusPerCall: 26 }],
    ['no row', { skusPerCall: 0 }],
    ['any language', { language: '*' }],
    ['another protocol', { url: 'ftp://ebay.example' }],
    ['a setting that there is not', { marketplaceId: 'EBAY_DE' }],
  ])('refuses %s', (_, change) => {
    expect(ebayEndpoint.safeParse({ ...LEAST, ...change }).success).toBe(false);
  });
});
