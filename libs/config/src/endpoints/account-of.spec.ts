import { expect, it } from 'vitest';
import { accountOf } from './account-of.js';

it('names an account by what tells it from the other ones of its marketplace, and by no secret', () => {
  const bazaar = { url: 'http://127.0.0.1:7480', account: 'acme', token: 'x' };
  const store = { sellerId: 'A2EXAMPLE', marketplaceId: 'A1PA', clientSecret: 'x' };

  expect(accountOf({ connector: 'sandbox', endpoint: bazaar })).toBe('acme');
  expect(accountOf({ connector: 'amazon', endpoint: store })).toBe('A2EXAMPLE A1PA');
  const outlet = { seller: 'acme-outlet', clientId: 'Acme', refreshToken: 'x' };
  expect(accountOf({ connector: 'ebay', endpoint: outlet })).toBe('acme-outlet');
});
