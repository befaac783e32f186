import { expect, it } from 'vitest';
import type { PolicyFile } from './policy.schema.js';
import { secretsOf } from './secrets-of.js';

const policy = {
  sources: {
    pos: { database: { user: 'reader', name: 'ospos', password: 'pos-secret' } },
    wms: { database: { user: 'reader', name: 'odoo', password: 'reader' } },
  },
  channels: {
    bazaar: { endpoint: { token: 'bazaar-token' } },
    acme: { endpoint: { url: 'https://acme.mirakl.net', apiKey: 'acme-key' } },
    shop: { endpoint: { token: null, secrets: ['whsec_new', 'whsec_old'] } },
  },
} as unknown as PolicyFile;

it('gathers passwords, tokens and keys, but no text that is a name', () => {
  const settings = { databaseUrl: 'postgres://shelfwire:a%20secret%20one@127.0.0.1/shelfwire' };
  expect(secretsOf(policy, settings)).toEqual([
    'pos-secret',
    'a secret one',
    'bazaar-token',
    'acme-key',
    'whsec_new',
    'whsec_old',
  ]);
  expect(
    secretsOf(undefined, { databaseUrl: 'postgres://shelfwire:shelfwire@127.0.0.1/x' }),
  ).toEqual([]);
});
