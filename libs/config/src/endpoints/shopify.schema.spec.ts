import { describe, expect, it } from 'vitest';
import { shopifyEndpoint } from './shopify.schema.js';

const ENDPOINT = {
  shop: 'acme.myshopify.com',
  token: 'shpat_0123456789abcdef',
  locationId: 'gid://shopify/Location/123456789',
};

describe('shopifyEndpoint', () => {
  it('takes a shop for one of the Standard plan unless told otherwise', () => {
    expect(shopifyEndpoint.parse(ENDPOINT)).toEqual({ ...ENDPOINT, plan: 'standard' });
  });

  it.each([
    ['the name that customers see', { shop: 'www.acme.example' }],
    ['an address for a name', { shop: 'https://acme.myshopify.com' }],
    ['a bare number for a location', { locationId: '123456789' }],
    ['the id of something else', { locationId: 'gid://shopify/InventoryItem/1' }],
    ['an empty token', { token: '' }],
    ['an unknown plan', { plan: 'basic' }],
    ['a setting that is none', { location: 'x' }],
  ])('refuses %s', (_, change) => {
    expect(shopifyEndpoint.safeParse({ ...ENDPOINT, ...change }).success).toBe(false);
  });
});
