import { describe, expect, it } from 'vitest';
import { medusaEndpoint } from './medusa.schema.js';

const ENDPOINT = {
  url: 'https://shop.example.com',
  apiKey: 'sk_0123456789abcdef',
  locationId: 'sloc_01JA1ZQV7N3X5R8W0000000000',
};

describe('medusaEndpoint', () => {
  it('takes a server, a secret key and a stock location', () => {
    expect(medusaEndpoint.parse(ENDPOINT)).toEqual(ENDPOINT);
  });

  it.each([
    ['an address with /admin', { url: 'https://shop.example.com/admin' }],
    ['an address with a slash at its end', { url: 'https://shop.example.com/' }],
    ['another protocol', { url: 'ftp://shop.example.com' }],
    ['a publishable key', { apiKey: 'pk_0123456789abcdef' }],
    ['no key', { apiKey: '' }],
    ['a location by its name', { locationId: 'Depot' }],
    ['the id of something else', { locationId: 'sc_01JA1ZQV7N3X5R8W0000000000' }],
    ['a setting that there is not', { salesChannel: 'x' }],
  ])('refuses %s', (_, change) => {
    expect(medusaEndpoint.safeParse({ ...ENDPOINT, ...change }).success).toBe(false);
  });
});
