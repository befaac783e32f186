import { describe, expect, it } from 'vitest';
import { miraklEndpoint } from './mirakl.schema.js';

const LEAST = { url: 'https://acme.mirakl.net', apiKey: '2b7e1516' };

describe('miraklEndpoint', () => {
  it('needs the operator’s address and a key, and sets the offer as a whole', () => {
    expect(miraklEndpoint.parse(LEAST)).toEqual({
      ...LEAST,
      shopId: null,
      warehouse: null,
      updateDelete: 'update',
      rowsPerImport: 10_000,
    });
  });

  it.each([
    ['an address with /api', { url: 'https://acme.mirakl.net/api' }],
    ['an address with a slash at its end', { url: 'https://acme.mirakl.net/api/' }],
    ['another protocol', { url: 'ftp://acme.mirakl.net' }],
    ['an empty key', { apiKey: '' }],
    ['a shop by its name', { shopId: 'acme' }],
    ['an empty warehouse', { warehouse: '' }],
    ['imports that delete', { updateDelete: 'delete' }],
    ['imports of nothing', { rowsPerImport: 0 }],
    ['a setting that there is not', { token: 'x' }],
  ])('refuses %s', (_, change) => {
    expect(miraklEndpoint.safeParse({ ...LEAST, ...change }).success).toBe(false);
  });
});
