import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { serveFake, type ServedFake } from '../fake/serve-fake.js';
import { RECEIVER_DEFAULTS } from './receiver-options.js';
import { WebhookReceiver } from './webhook-receiver.js';

const { path, secret, token } = RECEIVER_DEFAULTS;
const NOW_MS = Date.parse('2026-11-27T12:00:00Z');
const ROW = {
  sku: 'CUP-1',
  quantity: 2,
  version: 3,
  availability: 'InStock',
  availableFrom: null,
  leadTimeDays: null,
};
const eventOf = (rows: readonly object[], change: object = {}) => ({
  specversion: '1.0',
  id: 'msg_1',
  source: '/shelfwire/acme',
  type: 'shelfwire.availability.v1',
  datacontenttype: 'application/json',
  data: { rows },
  ...change,
});

interface Sent {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly timestamp?: string;
}

describe('WebhookReceiver', () => {
  let receiver: WebhookReceiver;
  let served: ServedFake;

  beforeEach(async () => {
    receiver = new WebhookReceiver({ now: () => NOW_MS });
    receiver.seed([{ sku: 'CUP-1', quantity: 5 }]);
    served = await serveFake(receiver);
  });
  afterEach(() => served.close());

  const sign = (text: string) =>
    createHmac('sha256', Buffer.from(secret.slice('whsec_'.length), 'base64'))
      .update(text)
      .digest('base64');
  const send = async (body: unknown, sent: Sent = {}) => {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const timestamp = sent.timestamp ?? String(NOW_MS / 1000);
    const response = await fetch(`${served.url}${sent.path ?? path}`, {
      method: sent.method ?? 'POST',
      headers: {
        'content-type': 'application/cloudevents+json; charset=utf-8',
        authorization: `Bearer ${token}`,
        'webhook-id': 'msg_1',
        'webhook-timestamp': timestamp,
        'webhook-signature': `v1,${sign(`msg_1.${timestamp}.${text}`)}`,
        ...sent.headers,
      },
      body: text,
    });
    return response.status;
  };
  const untouched = () => expect(receiver.writes).toEqual([]);

  it('takes a delivery that is as agreed', async () => {
    expect(await send(eventOf([ROW]))).toBe(200);
    expect(receiver.writes).toEqual([{ sku: 'CUP-1', quantity: 2 }]);
    expect(receiver.availabilityOf('CUP-1')).toBe('InStock');
  });

  it('takes the same delivery once', async () => {
    await send(eventOf([ROW]));

    expect(await send(eventOf([ROW]))).toBe(204);
    expect(receiver.writes).toHaveLength(1);
  });

  it('takes one of several signatures', async () => {
    const right = `v1,${sign(`msg_1.${NOW_MS / 1000}.${JSON.stringify(eventOf([ROW]))}`)}`;
    const headers = { 'webhook-signature': `v1a,AAAA v1,${sign('other')} ${right}` };

    expect(await send(eventOf([ROW]), { headers })).toBe(200);
  });

  it.each([
    ['another token', { headers: { authorization: 'Bearer guessed' } }],
    ['a signature of something else', { headers: { 'webhook-signature': 'v1,AAAA' } }],
    ['a signature of another kind', { headers: { 'webhook-signature': 'v1a,AAAA' } }],
    ['another id than was signed', { headers: { 'webhook-id': 'msg_2' } }],
    ['an id with a full stop', { headers: { 'webhook-id': 'msg.1' } }],
    ['a time long past', { timestamp: String(NOW_MS / 1000 - 301) }],
    ['a time to come', { timestamp: String(NOW_MS / 1000 + 301) }],
    ['a time in words', { timestamp: 'now' }],
  ])('does not let in %s', async (_, sent) => {
    expect(await send(eventOf([ROW]), sent)).toBe(401);
    untouched();
  });

  it.each([
    ['no JSON', '{'],
    ['no rows', eventOf([])],
    ['a listing twice', eventOf([ROW, ROW])],
    ['a quantity below zero', eventOf([{ ...ROW, quantity: -1 }])],
    ['a part of a unit', eventOf([{ ...ROW, quantity: 1.5 }])],
    ['a row without its version', eventOf([{ sku: 'CUP-1', quantity: 1 }])],
    ['a word that schema.org does not have', eventOf([{ ...ROW, availability: 'Soon' }])],
    ['a field that is not agreed', eventOf([{ ...ROW, price: 1 }])],
    ['an event of another type', eventOf([ROW], { type: 'stock.sale.v1' })],
    ['an event of another id', eventOf([ROW], { id: 'msg_2' })],
  ])('refuses %s', async (_, body) => {
    expect(await send(body)).toBe(400);
    untouched();
  });

  it.each([
    ['another type of content', { headers: { 'content-type': 'application/json' } }, 415],
    ['another method', { method: 'PUT' }, 405],
    ['another path', { path: '/hooks' }, 404],
  ])('turns away %s', async (_, sent, status) => {
    expect(await send(eventOf([ROW]), sent)).toBe(status);
    untouched();
  });

  it('turns away what is too large to read', async () => {
    expect(await send(' '.repeat(300_000))).toBe(413);
    untouched();
  });

  it('refuses all rows for one that it does not list', async () => {
    expect(await send(eventOf([ROW, { ...ROW, sku: 'GONE' }]))).toBe(422);
    untouched();
  });

  it('refuses an older number than it shows', async () => {
    await send(eventOf([ROW]));
    const older = eventOf([{ ...ROW, quantity: 9, version: 2 }], { id: 'msg_2' });
    const timestamp = String(NOW_MS / 1000);
    const headers = {
      'webhook-id': 'msg_2',
      'webhook-signature': `v1,${sign(`msg_2.${timestamp}.${JSON.stringify(older)}`)}`,
    };

    expect(await send(older, { headers })).toBe(409);
    expect(receiver.shown().get('CUP-1')).toBe(2);
  });
});
