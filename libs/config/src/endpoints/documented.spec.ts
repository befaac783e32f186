import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { channelPolicy } from '../channel-policy.schema.js';

const DOCUMENTS = new URL('../../../../docs/channels/', import.meta.url);
const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;

/** The channels of a document's first example. */
function channelsOf(document: string): Record<string, object> {
  const text = readFileSync(new URL(document, DOCUMENTS), 'utf8');
  const [, example = ''] = /```yaml\n(.*?)```/s.exec(text) ?? [];
  const yaml = example
    .replaceAll('${env:WEBHOOK_SECRET}', SECRET)
    .replaceAll('${env:MEDUSA_API_KEY}', 'sk_0123');
  return (parse(yaml) as { channels: Record<string, object> }).channels;
}

it.each([
  ['webhook.md', { 'own-shop': { rowsPerCall: 100, allowPrivateAddresses: false } }],
  ['vendure.md', { 'web-shop': { stockLocationId: '1', channelToken: null } }],
  ['medusa.md', { 'web-shop': { url: 'https://shop.example.com', apiKey: 'sk_0123' } }],
  [
    'feed.md',
    {
      'price-portal': { format: 'csv', minIntervalSeconds: 60 },
      'berlin-store': { format: 'google-local-inventory', storeCode: 'Berlin-1' },
    },
  ],
])('takes what %s says to put into the policy', (document, endpoints) => {
  const channels = Object.entries(channelsOf(document)).map(([id, channel]) => [
    id,
    channelPolicy.parse({ ...channel, pool: ['berlin'], reservation: {} }).endpoint,
  ]);

  expect(Object.fromEntries(channels)).toMatchObject(endpoints);
});
