import { describe, expect, it } from 'vitest';
import { webhookEndpoint } from './webhook.schema.js';

const secretOf = (bytes: number) => `whsec_${Buffer.alloc(bytes, 7).toString('base64')}`;
const LEAST = {
  url: 'https://shop.example/hooks/stock',
  account: 'acme',
  secrets: [secretOf(32)],
};

describe('webhookEndpoint', () => {
  it('needs an address, a name and a secret, and knows the rest', () => {
    expect(webhookEndpoint.parse(LEAST)).toEqual({
      ...LEAST,
      token: null,
      rowsPerCall: 100,
      allowPrivateAddresses: false,
    });
  });

  it.each([
    ['a second secret', { secrets: [secretOf(24), secretOf(64)] }],
    [
      'http where private addresses are allowed',
      { url: 'http://erp', allowPrivateAddresses: true },
    ],
  ])('takes %s', (_, change) => {
    expect(webhookEndpoint.safeParse({ ...LEAST, ...change }).success).toBe(true);
  });

  it.each([
    ['http', { url: 'http://shop.example/hooks' }],
    ['another protocol', { url: 'ftp://shop.example', allowPrivateAddresses: true }],
    ['a login in the address', { url: 'https://me:pass@shop.example' }],
    ['a query in the address', { url: 'https://shop.example/?code=1' }],
    ['a fragment in the address', { url: 'https://shop.example/#top' }],
    ['no secret', { secrets: [] }],
    ['a third secret', { secrets: [secretOf(32), secretOf(33), secretOf(34)] }],
    ['a short secret', { secrets: [secretOf(23)] }],
    ['a long secret', { secrets: [secretOf(65)] }],
    ['a secret without its prefix', { secrets: [secretOf(32).slice(6)] }],
    ['an empty token', { token: '' }],
    ['a setting that there is not', { retries: 3 }],
  ])('refuses %s', (_, change) => {
    expect(webhookEndpoint.safeParse({ ...LEAST, ...change }).success).toBe(false);
  });
});
