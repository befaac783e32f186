import { createHmac } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { expect, it } from 'vitest';
import { signDelivery } from './sign-delivery.js';

const secretOf = (letter: string) => `whsec_${Buffer.from(letter.repeat(32)).toString('base64')}`;
const DELIVERY = { id: 'msg_1', body: '{"sku":"Ä"}', attemptedAt: new Date(1_700_000_000_900) };

it('signs id, time and body by the text of the specification', () => {
  const expected = createHmac('sha256', 'a'.repeat(32))
    .update('msg_1.1700000000.{"sku":"Ä"}')
    .digest('base64');

  expect(signDelivery([secretOf('a')], DELIVERY)).toEqual({
    'webhook-id': 'msg_1',
    'webhook-timestamp': '1700000000',
    'webhook-signature': `v1,${expected}`,
  });
});

it.each(['a', 'b'])('signs with each secret, so that who knows only %s takes it', (letter) => {
  const now = { ...DELIVERY, attemptedAt: new Date() };
  const headers = signDelivery([secretOf('a'), secretOf('b')], now);

  expect(headers['webhook-signature']).toMatch(/^v1,\S+ v1,\S+$/);
  expect(new Webhook(secretOf(letter)).verify(now.body, headers)).toEqual({ sku: 'Ä' });
});
