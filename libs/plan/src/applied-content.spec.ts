import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { keyLine, loadPolicy, readKeyRing, secretsOf, setSecret, type Policy } from '#config';
import { contentOf, versionOf } from './applied-content.js';
import type { Held } from './held.js';
import { planPolicy } from './plan-policy.js';

/** Every field that may hold a secret, by the connector that has it. */
const ENDPOINTS: Readonly<Record<string, object>> = {
  sandbox: { url: 'http://127.0.0.1:1', account: 'a', token: '' },
  amazon: {
    region: 'eu',
    sellerId: 'A1',
    marketplaceId: 'M1',
    clientId: 'id',
    clientSecret: '',
    refreshToken: '',
  },
  ebay: { seller: 's', clientId: 'id', clientSecret: '', refreshToken: '' },
  shopify: {
    shop: 'acme.myshopify.com',
    token: '',
    locationId: 'gid://shopify/Location/1',
  },
  mirakl: { url: 'https://acme.mirakl.net', apiKey: '' },
  vendure: { url: 'https://shop.example', apiKey: '', stockLocationId: '1' },
  webhook: { url: 'https://shop.example', account: 'own', token: '', secrets: ['', ''] },
};
const RECEIVERS = {
  own: { kind: 'webhook', url: 'https://shop.example', secrets: [''] },
  mail: { kind: 'email', host: 'h', password: '', from: 'a@example.com', to: ['b@example.com'] },
};
const FIELDS = 14;
const LIMITS = [{ id: 'calls', cost: 'request', capacity: 2, refillPerSecond: 1 }];

const held: Held = {
  rows: () => Promise.resolve(0),
  itemsAt: () => Promise.resolve(0),
  listings: () => Promise.resolve(0),
};

let folder: string;
let file: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'applied-content-'));
  file = join(folder, 'shelfwire.yaml');
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A policy in which each empty text is a secret, and those secrets. */
async function policyWithSecrets(): Promise<{ policy: Policy; texts: string[] }> {
  const keys = keyLine('k1');
  const ring = readKeyRing({ keysFile: undefined, keys });
  const names: string[] = [];
  const channels = Object.entries(ENDPOINTS).map(([connector, endpoint]) => {
    const limits = connector === 'sandbox' ? { limits: LIMITS } : {};
    return [connector, { connector, endpoint, pool: ['depot'], ...limits }];
  });
  const database = { host: 'h', port: 1, name: 'n', user: 'u', password: '' };
  const wms = {
    pack: resolve('connectors/odoo'),
    timeZone: 'UTC',
    database,
    capture: { secrets: '/x' },
  };
  const written = JSON.stringify({
    version: 1,
    sources: { wms },
    locations: { depot: { source: 'wms', name: 'WH/Stock', kind: 'warehouse' } },
    channels: Object.fromEntries(channels) as object,
    notifications: { receivers: RECEIVERS },
  }).replace(/""/g, () => `"\${secret:${names[names.push(`s${names.length}`) - 1]}}"`);
  writeFileSync(file, written);
  const texts = names.map(
    (name) => `whsec_${Buffer.from(name.padEnd(32, '-')).toString('base64')}`,
  );
  for (const [index, text] of texts.entries()) {
    const secretsFile = join(folder, 'shelfwire.secrets.json');
    await setSecret(secretsFile, { name: names[index] ?? '', text, ring });
  }
  return { policy: loadPolicy(file, { SHELFWIRE_SECRETS_KEYS: keys }), texts };
}

it('keeps and plans no secret of any field that may hold one, and no log shows one', async () => {
  const { policy, texts } = await policyWithSecrets();
  expect(texts).toHaveLength(FIELDS);
  expect(texts.filter((text) => !JSON.stringify(policy).includes(text))).toEqual([]);

  const content = contentOf(policy, file);
  const steps = await planPolicy(null, content.policy, held);
  expect(steps).toHaveLength(2 + Object.keys(ENDPOINTS).length);
  const kept = JSON.stringify([content, versionOf(content), steps]);
  expect(kept).toContain('acme.myshopify.com');
  expect(texts.filter((text) => kept.includes(text))).toEqual([]);
  expect(new Set(secretsOf(policy, undefined))).toEqual(new Set(texts));
});
