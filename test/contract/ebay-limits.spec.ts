import assert from 'node:assert/strict';
import { listingLimits, ListingQuota } from '#channels';
import { describe, expect, it } from 'vitest';
import { contextOf, outcomesOf, rowsOf } from './conformance/push-rows.js';
import { ebayShop, type EbaySubject } from './ebay-subject.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
/** Tokens that outlive the days of a test. */
const LASTING = { tokenLifetimeMs: 30 * DAY_MS };

describe("eBay's limits", () => {
  const shop = ebayShop();
  const push = async (subject: EbaySubject, quantity: number) => {
    const rows = rowsOf(subject, { 'CUP-1': quantity });
    return subject.connector.push(rows, contextOf());
  };

  it('takes as many rows as it is set to, and no more than eBay does', async () => {
    const one = await shop.open({}, { skusPerCall: 1 });
    const many = await shop.open({}, { skusPerCall: 99 });

    expect(one.connector.capabilities.rowsPerCall.urgent).toBe(1);
    expect(many.connector.capabilities.rowsPerCall.reconcile).toBe(25);
  });

  it('counts a read-back of offers as the calls that it is', async () => {
    const items = await shop.open({}, { offerQuantities: false });
    const offers = await shop.open();
    const skus = Object.fromEntries(Array.from({ length: 25 }, (_, at) => [`R-${at}`, 1]));
    const [limit] = offers.connector.limits;
    for (const subject of [items, offers]) {
      subject.market.seed(Object.entries(skus).map(([sku, quantity]) => ({ sku, quantity })));
      await subject.connector.readBack(rowsOf(subject, skus), contextOf());
    }
    const callsOf = ({ market }: EbaySubject) =>
      market.calls.filter(({ path }) => path.startsWith('/sell/')).length;

    expect(items.connector.limits[0]).toMatchObject({ perRequest: callsOf(items) });
    expect(limit).toMatchObject({
      kind: 'fixedWindow',
      scope: 'app',
      capacity: 2_000_000,
      windowMs: DAY_MS,
      perRequest: callsOf(offers),
    });
  });

  it('waits a minute when the calls of the day are used up, and goes on the next day', async () => {
    const subject = await shop.open({ ...LASTING, callsPerDay: 1 });
    await push(subject, 4);

    expect(await push(subject, 3)).toEqual({ kind: 'throttled', retryAfterMs: 60_000, hints: [] });
    expect(subject.market.shown().get('CUP-1')).toBe(4);
    shop.nowMs += DAY_MS;
    await push(subject, 2);
    expect(outcomesOf(await push(subject, 3))).toEqual(['throttled']);
    expect(subject.market.shown().get('CUP-1')).toBe(2);
  });

  it('is told that a listing was revised too often, and nothing is applied', async () => {
    const subject = await shop.open({ revisionsPerDay: 1 });
    await push(subject, 4);

    expect(await push(subject, 3)).toMatchObject({
      verdicts: [{ outcome: 'rejected', code: '25002' }],
    });
    expect(subject.market.shown().get('CUP-1')).toBe(4);
  });

  it('is never refused a revision by a quota that is asked first, and always has one for a zero', async () => {
    const subject = await shop.open(LASTING);
    // The process begins in the middle of the day, after writes that somebody has stored.
    shop.nowMs += DAY_MS / 2;
    const before = 100;
    for (let write = 0; write < before; write += 1) await push(subject, write);
    const stored = [{ listing: 'CUP-1', writes: before, agoMs: 0 }];
    const [revisions] = listingLimits(subject.connector.limits);
    assert.ok(revisions);
    const quota = new ListingQuota(revisions, () => shop.nowMs);
    quota.recall(stored);
    const outcomes: string[] = [];
    for (let quantity = 1; quota.waitMs('CUP-1', false) < HOUR_MS; quantity += 1) {
      shop.nowMs += quota.waitMs('CUP-1', false);
      quota.wrote('CUP-1');
      outcomes.push(...outcomesOf(await push(subject, quantity)));
    }
    for (; quota.waitMs('CUP-1', true) === 0; quota.wrote('CUP-1')) {
      outcomes.push(...outcomesOf(await push(subject, 0)));
    }

    expect(outcomes).toEqual(Array.from({ length: 250 - before }, () => 'applied'));
    expect(outcomesOf(await push(subject, 1))).toEqual(['rejected']);
    shop.nowMs += quota.waitMs('CUP-1', false);
    expect(outcomesOf(await push(subject, 1))).toEqual(['applied']);
  });

  it('asks for a token again when it has expired, and tells nothing of a bad login', async () => {
    const subject = await shop.open();
    await push(subject, 4);
    subject.market.expireTokens();

    expect(await push(subject, 3)).toEqual({
      kind: 'unauthorized',
      reason:
        'HTTP 401: 1001, Invalid access token. Check the value of the Authorization HTTP request header.',
    });
    expect(outcomesOf(await push(subject, 3))).toEqual(['applied']);
    expect(subject.market.tokensAsked).toBe(2);
    const stranger = await shop.open({}, { clientSecret: 'a-wrong-secret' });
    expect(await push(stranger, 1)).toEqual({
      kind: 'unauthorized',
      reason: 'eBay login: HTTP 401, invalid_client',
    });
  });
});
