import type { ListingRow } from '#channels';
import { Ajv2020 } from 'ajv/dist/2020.js';
import ajvFormats from 'ajv-formats';
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RECEIVER_DEFAULTS } from '../../apps/sandbox/src/webhook/receiver-options.js';
import { conformance } from './conformance/conformance.js';
import { contextOf, outcomesOf, rowsOf } from './conformance/push-rows.js';
import { MARKETPLACE } from './conformance/subject.js';
import {
  startReceiver,
  type WebhookSubject,
  type WebhookSubjectOptions,
} from './webhook-subject.js';

const SCHEMA = new URL('../../docs/webhook.schema.json', import.meta.url);
const OTHER_SECRET = `whsec_${Buffer.from('quite another secret of 32 bytes').toString('base64')}`;

conformance('a webhook', { ...MARKETPLACE, readsBack: false, tokensExpire: false }, startReceiver);

describe('a webhook', () => {
  let subject: WebhookSubject;

  const open = async (options: Partial<WebhookSubjectOptions> = {}) => {
    subject = await startReceiver({ timeoutMs: 2_000, ...options });
    subject.market.seed(['CUP-1', 'CUP-2', 'CUP-3'].map((sku) => ({ sku, quantity: 5 })));
  };
  const reopen = async (options: Partial<WebhookSubjectOptions>) => {
    await subject.close();
    await open(options);
  };
  const push = (quantities: Record<string, number>, version = 1) =>
    subject.connector.push(rowsOf(subject, quantities, version), contextOf());
  const shown = (sku: string) => subject.market.shown().get(sku);

  beforeEach(() => open());
  afterEach(() => subject.close());

  it('sends what its published schema says', async () => {
    const rows: ListingRow[] = rowsOf(subject, { 'CUP-1': 0, 'CUP-2': 7, 'CUP-3': 0 });
    const ahead = { status: 'BackOrder', availableFrom: '2027-03-01' } as const;
    const told = [rows[0]!, { ...rows[1]!, leadTimeDays: 2 }, { ...rows[2]!, offer: ahead }];
    await subject.connector.push(told, contextOf());
    const body: unknown = JSON.parse(subject.delivered[0]?.body ?? '');
    const ajv = new Ajv2020();
    ajvFormats.default(ajv);
    const validate = ajv.compile(JSON.parse(readFileSync(SCHEMA, 'utf8')) as object);

    expect([validate(body), validate.errors]).toEqual([true, null]);
    expect(body).toMatchObject({
      source: '/shelfwire/acme',
      data: {
        rows: [
          { sku: 'CUP-1', quantity: 0, version: 1, availability: 'OutOfStock' },
          { sku: 'CUP-2', quantity: 7, availability: 'InStock', leadTimeDays: 2 },
          { sku: 'CUP-3', availability: 'BackOrder', availableFrom: '2027-03-01' },
        ],
      },
    });
    expect(subject.market.availabilityOf('CUP-3')).toBe('BackOrder');
  });

  it('never brings back an older number, and says that it was refused', async () => {
    await push({ 'CUP-1': 3 }, 8);

    expect(await push({ 'CUP-1': 9 }, 7)).toMatchObject({ kind: 'refused', code: 'http_409' });
    expect(shown('CUP-1')).toBe(3);
  });

  it('has one id for one content, however often it is sent', async () => {
    for (const quantity of [3, 3, 4]) await push({ 'CUP-1': quantity });
    const [first, again, other] = subject.delivered.map(({ headers }) => headers['webhook-id']);

    expect(again).toBe(first);
    expect(other).not.toBe(first);
    expect(subject.market.writes.map(({ quantity }) => quantity)).toEqual([3, 4]);
  });

  it.each([
    ['the receiver has not changed its secret yet', [OTHER_SECRET, RECEIVER_DEFAULTS.secret]],
    ['the receiver has changed it already', [RECEIVER_DEFAULTS.secret, OTHER_SECRET]],
  ])('is known by either secret while it is changed: %s', async (_, secrets) => {
    await reopen({ endpoint: { secrets } });

    expect(outcomesOf(await push({ 'CUP-1': 1 }))).toEqual(['applied']);
  });

  it.each([
    ['a secret', { secrets: [OTHER_SECRET] }],
    ['a token', { token: 'rcv_guessed' }],
  ])('is not let in with %s that the receiver does not know', async (_, endpoint) => {
    await reopen({ endpoint });

    expect(await push({ 'CUP-1': 1 })).toMatchObject({ kind: 'unauthorized' });
    expect(shown('CUP-1')).toBe(5);
  });

  it('is not let in by a clock that is an hour slow', async () => {
    await reopen({ now: () => new Date(Date.now() - 3_600_000) });

    expect(await push({ 'CUP-1': 1 })).toMatchObject({
      kind: 'unauthorized',
      reason: expect.stringContaining('webhook-timestamp') as string,
    });
  });

  it('waits for as long as the receiver asks', async () => {
    let nowMs = Date.now();
    await reopen({
      now: () => new Date(nowMs),
      receiver: { now: () => nowMs, pace: { capacity: 1, refillPerSecond: 0.1 } },
    });
    await push({ 'CUP-1': 1 });

    expect(await push({ 'CUP-1': 2 })).toEqual({
      kind: 'throttled',
      retryAfterMs: 10_000,
      hints: [],
    });
    nowMs += 10_000;
    expect(outcomesOf(await push({ 'CUP-1': 2 }))).toEqual(['applied']);
  });

  it('sends nothing more to a receiver that wants no more', async () => {
    subject.market.retire();
    const first = await push({ 'CUP-1': 1 });
    const second = await push({ 'CUP-1': 2 });

    expect(first).toMatchObject({
      kind: 'unauthorized',
      reason: expect.stringContaining('410') as string,
    });
    expect(second).toEqual(first);
    expect(subject.delivered).toHaveLength(1);
  });

  it('tells whether somebody listens, without writing anything', async () => {
    expect(await subject.connector.list(null, contextOf())).toEqual({
      kind: 'page',
      listings: [],
      next: null,
    });
    subject.market.down(true);
    expect(await subject.connector.list(null, contextOf())).toMatchObject({ kind: 'unavailable' });
    expect(subject.market.calls.map(({ method }) => method)).toEqual(['OPTIONS', 'OPTIONS']);
  });
});
