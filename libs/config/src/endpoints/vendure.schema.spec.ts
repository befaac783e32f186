import { describe, expect, it } from 'vitest';
import { vendureEndpoint } from './vendure.schema.js';

const LEAST = { url: 'https://shop.example', apiKey: '5f3a:9c2e', stockLocationId: '1' };

describe('vendureEndpoint', () => {
  it('needs the shop, a key and a location, and takes the default channel', () => {
    expect(vendureEndpoint.parse(LEAST)).toEqual({ ...LEAST, channelToken: null });
  });

  it('takes a shop below a path', () => {
    const url = 'https://acme.example/shop';

    expect(vendureEndpoint.parse({ ...LEAST, url }).url).toBe(url);
  });

  it.each([
    ['the address of an API', { url: 'https://shop.example/admin-api' }],
    ['the address of the other API', { url: 'https://shop.example/shop-api' }],
    ['an address with a slash at its end', { url: 'https://shop.example/' }],
    ['another protocol', { url: 'ftp://shop.example' }],
    ['an empty key', { apiKey: '' }],
    ['no location', { stockLocationId: '' }],
    ['a location as a number', { stockLocationId: 1 }],
    ['an empty channel', { channelToken: '' }],
    ['a setting that there is not', { password: 'x' }],
  ])('refuses %s', (_, change) => {
    expect(vendureEndpoint.safeParse({ ...LEAST, ...change }).success).toBe(false);
  });
});
