import { expect, it } from 'vitest';
import { accountOf } from './account-of.js';

it('names an account by what tells it from the other ones of its marketplace, and by no secret', () => {
  const bazaar = { url: 'http://127.0.0.1:7480', account: 'acme', token: 'x' };
  const store = { sellerId: 'A2EXAMPLE', marketplaceId: 'A1PA', clientSecret: 'x' };
  const receiver = { url: 'https://shop.example/hooks', account: 'acme-shop', secrets: ['x'] };
  const feed = { format: 'csv', file: '/srv/feeds/availability.csv' };

  expect(accountOf({ connector: 'sandbox', endpoint: bazaar })).toBe('acme');
  const shop = { url: 'https://acme.mirakl.net', apiKey: 'x', shopId: null, warehouse: 'LYON' };

  expect(accountOf({ connector: 'amazon', endpoint: store })).toBe('A2EXAMPLE A1PA');
  expect(accountOf({ connector: 'mirakl', endpoint: shop })).toBe('https://acme.mirakl.net LYON');
  const medusa = { url: 'https://shop.example', apiKey: 'x', locationId: 'sloc_1' };
  expect(accountOf({ connector: 'medusa', endpoint: medusa })).toBe('https://shop.example sloc_1');
  expect(accountOf({ connector: 'webhook', endpoint: receiver })).toBe('acme-shop');
  expect(accountOf({ connector: 'feed', endpoint: feed })).toBe('/srv/feeds/availability.csv');
  const outlet = { seller: 'acme-outlet', clientId: 'Acme', refreshToken: 'x' };
  expect(accountOf({ connector: 'ebay', endpoint: outlet })).toBe('acme-outlet');
  const own = {
    url: 'https://shop.example',
    apiKey: 'x',
    channelToken: null,
    stockLocationId: '1',
  };
  expect(accountOf({ connector: 'vendure', endpoint: own })).toBe('https://shop.example 1');
});
