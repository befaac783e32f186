import { describe, expect, it } from 'vitest';
import { amazonEndpoint } from './amazon.schema.js';

const LEAST = {
  region: 'eu',
  sellerId: 'A2EXAMPLE1234',
  marketplaceId: 'A1PA6795UKMFR9',
  clientId: 'amzn1.application-oa2-client.1',
  clientSecret: 'amzn1.oa2-cs.v1.1',
  refreshToken: 'Atzr|1',
};

describe('amazonEndpoint', () => {
  it('needs the app, the seller and the store, and knows the rest', () => {
    expect(amazonEndpoint.parse(LEAST)).toEqual({
      ...LEAST,
      url: null,
      tokenUrl: 'https://api.amazon.com/auth/o2/token',
      defaultProductType: 'PRODUCT',
      fulfillmentChannel: 'DEFAULT',
    });
  });

  it.each([
    ['a region that there is not', { ...LEAST, region: 'us' }],
    ['another protocol', { ...LEAST, url: 'ftp://amazon.example' }],
    ['a setting that there is not', { ...LEAST, accessKey: 'AKIA' }],
    ['no seller', { ...LEAST, sellerId: '' }],
  ])('refuses %s', (_, endpoint) => {
    expect(amazonEndpoint.safeParse(endpoint).success).toBe(false);
  });
});
