import { randomUUID } from 'node:crypto';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { vendorSchema } from '../../apps/sandbox/src/shopify/vendor-schema.js';
import { conformance } from './conformance/conformance.js';
import { contextOf, outcomesOf, readShown, rowsOf } from './conformance/push-rows.js';
import { MARKETPLACE, type StartSubject } from './conformance/subject.js';
import { startShop, type ShopSubject, type ShopSubjectOptions } from './shopify-subject.js';

const DAY_MS = 86_400_000;
/** Reading the vendor's schema takes a second, and more on a busy machine. */
const SCHEMA_MS = 60_000;

const start: StartSubject = startShop;

beforeAll(() => void vendorSchema(), SCHEMA_MS);

conformance('Shopify', { ...MARKETPLACE, readsBack: true, tokensExpire: false }, start);

describe('a Shopify shop', () => {
  let subject: ShopSubject;

  const open = async (options: Partial<ShopSubjectOptions> = {}) => {
    subject = await startShop({ timeoutMs: 2_000, ...options });
    subject.market.seed(['CUP-1', 'CUP-2', 'CUP-3'].map((sku) => ({ sku, quantity: 5 })));
  };
  const rows = (quantities: Record<string, number>) => rowsOf(subject, quantities);
  const push = (quantities: Record<string, number>, callId: string = randomUUID()) =>
    subject.connector.push(rows(quantities), { ...contextOf(), callId });
  const shown = () => Object.fromEntries(subject.market.shown());

  beforeEach(() => open());
  afterEach(() => subject.close());

  it('does not overwrite what was sold in between, and sets it once that is known', async () => {
    const stale = rows({ 'CUP-1': 9, 'CUP-2': 8 });
    subject.market.edit('CUP-1', 4);
    const pushed = await subject.connector.push(stale, contextOf());

    expect(outcomesOf(pushed)).toEqual(['unknown', 'unknown']);
    expect(shown()).toMatchObject({ 'CUP-1': 4, 'CUP-2': 5 });
    const read = await readShown(subject, ['CUP-1', 'CUP-2']);
    const again = stale.map((row) => ({ ...row, shown: read[row.sku] ?? null }));
    expect(outcomesOf(await subject.connector.push(again, contextOf()))).toEqual([
      'applied',
      'applied',
    ]);
    expect(shown()).toMatchObject({ 'CUP-1': 9, 'CUP-2': 8 });
  });

  it('sets what is not known to show anything', async () => {
    const unseen = rows({ 'CUP-1': 9 }).map((row) => ({ ...row, shown: null }));

    expect(outcomesOf(await subject.connector.push(unseen, contextOf()))).toEqual(['applied']);
    expect(shown()).toMatchObject({ 'CUP-1': 9 });
  });

  it('says which row was not taken, and that the others were not applied either', async () => {
    const withDeleted = rows({ 'CUP-1': 1, 'CUP-2': 2, 'CUP-3': 3 });
    subject.market.remove('CUP-2');
    subject.market.bundle('CUP-3');

    expect(await subject.connector.push(withDeleted, contextOf())).toMatchObject({
      verdicts: [
        { outcome: 'unknown', reason: expect.stringContaining('another row') as string },
        { outcome: 'rejected', code: 'INVALID_INVENTORY_ITEM' },
        { outcome: 'rejected', code: 'NON_MUTABLE_INVENTORY_ITEM' },
      ],
    });
    expect(shown()).toEqual({ 'CUP-1': 5, 'CUP-3': 5 });
  });

  it('sets what was oversold below zero', async () => {
    subject.market.edit('CUP-1', -2);

    expect(await readShown(subject, ['CUP-1'])).toEqual({ 'CUP-1': -2 });
    expect(outcomesOf(await push({ 'CUP-1': 0 }))).toEqual(['applied']);
  });

  it('applies a call once, however often it comes with its key, for a day', async () => {
    await subject.close();
    let nowMs = 0;
    await open({ now: () => nowMs });
    const callId = randomUUID();
    const once = rows({ 'CUP-1': 7 }).map((row) => ({ ...row, shown: null }));
    const send = () => subject.connector.push(once, { ...contextOf(), callId });
    await send();
    subject.market.edit('CUP-1', 3);

    expect(outcomesOf(await send())).toEqual(['applied']);
    expect(shown()).toMatchObject({ 'CUP-1': 3 });
    nowMs = DAY_MS;
    await send();
    expect(shown()).toMatchObject({ 'CUP-1': 7 });
  });

  it('is refused when a key comes again with something else', async () => {
    const callId = randomUUID();
    await push({ 'CUP-1': 7 }, callId);

    expect(await push({ 'CUP-1': 6 }, callId)).toMatchObject({
      kind: 'refused',
      code: 'IDEMPOTENCY_KEY_PARAMETER_MISMATCH',
    });
    expect(shown()).toMatchObject({ 'CUP-1': 7 });
  });

  it('knows that nothing came of a call whose key failed before', async () => {
    const callId = randomUUID();
    const stale = rows({ 'CUP-1': 7 }).map((row) => ({ ...row, shown: 1 }));
    const send = () => subject.connector.push(stale, { ...contextOf(), callId });
    await send();

    expect(await send()).toMatchObject({ kind: 'unavailable' });
  });

  it('tells what is left of its points, and how long they take to come back', async () => {
    await subject.close();
    let nowMs = 0;
    await open({ now: () => nowMs, points: { capacity: 25, refillPerSecond: 10 } });
    await push({ 'CUP-1': 1 });

    expect(await push({ 'CUP-1': 2 })).toMatchObject({
      hints: [{ cost: 'points', available: 5, refillPerSecond: 10 }],
    });
    expect(await push({ 'CUP-1': 3 })).toEqual({
      kind: 'throttled',
      retryAfterMs: 500,
      hints: [{ cost: 'points', available: 5, refillPerSecond: 10 }],
    });
    expect(shown()).toMatchObject({ 'CUP-1': 2 });
    nowMs = 500;
    expect(outcomesOf(await push({ 'CUP-1': 3 }))).toEqual(['applied']);
  });

  it('throttles reads like writes', async () => {
    await subject.close();
    await open({ now: () => 0, points: { capacity: 10, refillPerSecond: 10 } });
    await push({ 'CUP-1': 1 });

    expect(await subject.connector.readBack(rows({ 'CUP-1': 1 }), contextOf())).toMatchObject({
      kind: 'throttled',
    });
    expect(await subject.connector.list(null, contextOf())).toMatchObject({ kind: 'throttled' });
  });

  it('finds nothing at a location that the shop does not have', async () => {
    await subject.close();
    await open({ locationId: 'gid://shopify/Location/1' });

    expect(await push({ 'CUP-1': 1 })).toMatchObject({
      verdicts: [{ outcome: 'rejected', code: 'INVALID_LOCATION' }],
    });
    expect(await readShown(subject, ['CUP-1'])).toEqual({});
    expect(await subject.connector.list(null, contextOf())).toMatchObject({ kind: 'unavailable' });
  });

  it('refuses more rows than the connector would ever send', async () => {
    const skus = Array.from({ length: 251 }, (_, at) => `MANY-${at}`);
    subject.market.seed(skus.map((sku) => ({ sku, quantity: 1 })));

    expect(await push(Object.fromEntries(skus.map((sku) => [sku, 2])))).toMatchObject({
      kind: 'refused',
      code: 'MAX_INPUT_SIZE_EXCEEDED',
    });
    expect(new Set(Object.values(shown()))).toEqual(new Set([5, 1]));
  });
});
