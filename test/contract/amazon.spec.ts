import { AmazonConnector } from '#channels';
import { describe, expect, it } from 'vitest';
import { AMAZON_DEFAULTS } from '../../apps/sandbox/src/amazon/amazon-options.js';
import { bucketOf } from '../../apps/sandbox/src/amazon/quotas.js';
import { amazonShop, changedRow, endpointAt, startAmazon } from './amazon-subject.js';
import { conformance } from './conformance/conformance.js';
import {
  contextOf,
  outcomesOf,
  pushAndSettle,
  readShown,
  rowsOf,
} from './conformance/push-rows.js';
import { MARKETPLACE, type StartSubject } from './conformance/subject.js';

/** With a token at hand, so that the suite's short times are those of its calls alone. */
const start: StartSubject = async (options) => {
  const subject = await startAmazon(options);
  await subject.connector.list(null, contextOf());
  return subject;
};

conformance('Amazon', { ...MARKETPLACE, readsBack: true, tokensExpire: true }, start);

describe('what only Amazon has', () => {
  const shop = amazonShop();

  it('says how long dispatch takes and when what is ordered ahead is there', async () => {
    const subject = await shop.open();
    const offer = { status: 'PreOrder', availableFrom: '2027-03-01' } as const;
    await pushAndSettle(subject, changedRow(subject, { offer, leadTimeDays: 3 }));
    await pushAndSettle(subject, changedRow(subject, { quantity: 2 }));

    expect(subject.market.availabilityOf('CUP-1')).toEqual([
      {
        fulfillment_channel_code: 'DEFAULT',
        quantity: 2,
        lead_time_to_ship_max_days: 3,
        restock_date: '2027-03-01',
      },
    ]);
  });

  it('takes a date away that was told before, and keeps how long dispatch takes', async () => {
    const subject = await shop.open();
    const offer = { status: 'BackOrder', availableFrom: '2027-03-01' } as const;
    await pushAndSettle(subject, changedRow(subject, { offer, leadTimeDays: 3 }));
    await pushAndSettle(subject, changedRow(subject, { quantity: 2, offerBefore: offer }));

    expect(subject.market.availabilityOf('CUP-1')).toEqual([
      { fulfillment_channel_code: 'DEFAULT', quantity: 2, lead_time_to_ship_max_days: 3 },
    ]);
  });

  it('says of a row why it was not taken', async () => {
    const subject = await shop.open();
    const pushed = await subject.connector.push(changedRow(subject, { sku: 'GONE' }), contextOf());

    expect(pushed).toEqual({
      kind: 'answered',
      verdicts: [
        {
          outcome: 'rejected',
          code: '13013',
          reason:
            'This SKU does not exist in the Amazon catalog. Your inventory data was not processed.',
        },
      ],
      hints: [],
    });
  });

  it('reads skus with commas, which a search takes for two', async () => {
    const subject = await shop.open();
    subject.market.seed([
      { sku: 'RED, M/4"ü', quantity: 3 },
      { sku: 'RED', quantity: 1 },
    ]);

    expect(await readShown(subject, ['RED, M/4"ü', 'CUP-1', 'NO,NE'])).toEqual({
      'RED, M/4"ü': 3,
      'CUP-1': 5,
    });
    const searches = subject.exchanges.map(({ url }) => url.searchParams.get('identifiers'));
    expect(searches.filter((each) => each !== null)).toEqual(['CUP-1']);
  });

  it('shows by a read-back that an older number came after a newer one', async () => {
    const subject = await shop.open();
    const { connector, market } = subject;
    market.faults.order('apply_late');
    await connector.push(rowsOf(subject, { 'CUP-1': 7 }), contextOf());
    await connector.push(rowsOf(subject, { 'CUP-1': 0 }), contextOf('urgent'));
    market.settle();

    expect(market.writes.map(({ quantity }) => quantity)).toEqual([0, 7]);
    expect(await readShown(subject, ['CUP-1'])).toEqual({ 'CUP-1': 7 });
  });

  it('shows by a read-back that a sku was accepted which there is not', async () => {
    const subject = await shop.open({ acceptsUnknownSkus: true });
    const pushed = await pushAndSettle(subject, rowsOf(subject, { GONE: 1 }));

    expect(outcomesOf(pushed)).toEqual(['accepted']);
    expect(await readShown(subject, ['GONE'])).toEqual({});
  });

  it('shows what was accepted after a while', async () => {
    const subject = await shop.open({ applyAfterMs: 1_000 });
    await subject.connector.push(rowsOf(subject, { 'CUP-2': 1 }), contextOf());
    shop.nowMs += 999;
    expect(await readShown(subject, ['CUP-2'])).toEqual({ 'CUP-2': 5 });
    shop.nowMs += 1;

    expect(await readShown(subject, ['CUP-2'])).toEqual({ 'CUP-2': 1 });
  });

  it('leaves out what Amazon ships itself', async () => {
    const subject = await shop.open();
    const foreign = new AmazonConnector({
      ...endpointAt(subject),
      fulfillmentChannel: 'AMAZON_EU',
    });
    shop.alsoClose(() => foreign.close());

    expect(await readShown({ ...subject, connector: foreign }, ['CUP-1'])).toEqual({});
    expect(await foreign.list(null, contextOf())).toEqual({
      kind: 'page',
      listings: [],
      next: null,
    });
  });

  it('is throttled by the account, then by the app that two accounts share', async () => {
    const appQuota = bucketOf({ capacity: 3, refillPerSecond: 1 }, () => shop.nowMs);
    const patchListingsItem = { capacity: 2, refillPerSecond: 5 };
    const one = await shop.open({ appQuota, quotas: { patchListingsItem } });
    const other = await shop.open({ appQuota });
    const kinds: string[] = [];
    for (const each of [one, one, one, other]) {
      kinds.push((await each.connector.push(rowsOf(each, { 'CUP-1': 1 }), contextOf())).kind);
    }

    expect(kinds).toEqual(['answered', 'answered', 'throttled', 'throttled']);
    shop.nowMs += 1_000;
    const later = await other.connector.push(rowsOf(other, { 'CUP-1': 1 }), contextOf());
    expect(outcomesOf(later)).toEqual(['accepted']);
  });

  it('says which operation it is that has to wait', async () => {
    const subject = await shop.open();
    const rows = rowsOf(subject, { 'CUP-1': 1 });
    subject.market.faults.order('throttle', { times: 2 });

    expect(await subject.connector.push(rows, contextOf())).toMatchObject({
      refusedBy: 'patch-listings-item',
    });
    expect(await subject.connector.readBack(rows, contextOf())).toMatchObject({
      refusedBy: 'search-listings-items',
    });
  });

  it('is not let in without a good login, and tells nothing of it', async () => {
    const subject = await shop.open();
    const wrong = { ...endpointAt(subject), clientSecret: 'a-wrong-secret' };
    const stranger = new AmazonConnector(wrong);
    shop.alsoClose(() => stranger.close());
    const pushed = await stranger.push(rowsOf(subject, { 'CUP-1': 1 }), contextOf());

    expect(pushed).toEqual({
      kind: 'unauthorized',
      reason: 'Login with Amazon: HTTP 401, invalid_client',
    });
    expect(JSON.stringify(pushed)).not.toContain(AMAZON_DEFAULTS.login.refreshToken);
  });

  it('knows that nothing was sent while it cannot log in', async () => {
    const subject = await shop.open();
    const lost = new AmazonConnector({ ...endpointAt(subject), tokenUrl: 'http://127.0.0.1:9/' });
    shop.alsoClose(() => lost.close());

    expect((await lost.push(rowsOf(subject, { 'CUP-1': 1 }), contextOf())).kind).toBe(
      'unavailable',
    );
  });
});
