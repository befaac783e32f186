import { describe, expect, it } from 'vitest';
import { contextOf, outcomesOf, readShown, rowsOf } from './conformance/push-rows.js';
import { changedRow, ebayShop, type EbaySubject } from './ebay-subject.js';

const told = (statusCode: number, errorId: number, isApplied = false) => ({
  kind: 'error' as const,
  statusCode,
  errorId,
  message: 'words of eBay',
  isApplied,
});

describe("rows of eBay's answers", () => {
  const shop = ebayShop();
  const push = (subject: EbaySubject, quantities: Record<string, number>) =>
    subject.connector.push(rowsOf(subject, quantities), contextOf());
  const heldOf = (subject: EbaySubject, sku: string) => {
    const { offer, quantity } = subject.market.item(sku);
    return { item: quantity, offer: offer?.availableQuantity };
  };

  it('sets item and offer, so that customers see what is to be seen', async () => {
    const subject = await shop.open();
    subject.market.item('CUP-2').quantity = 2;
    await push(subject, { 'CUP-1': 9, 'CUP-2': 9 });

    expect(heldOf(subject, 'CUP-1')).toEqual({ item: 9, offer: 9 });
    expect(heldOf(subject, 'CUP-2')).toEqual({ item: 9, offer: 9 });
  });

  it('takes an answer that tells of item and offer in one row', async () => {
    const subject = await shop.open({ tellsItems: false });

    expect(outcomesOf(await push(subject, { 'CUP-1': 1 }))).toEqual(['applied']);
  });

  it('asks for an offer that it is not told', async () => {
    const subject = await shop.open();
    const raised = changedRow(subject, { quantity: 9, ids: {} });

    expect(outcomesOf(await subject.connector.push(raised, contextOf()))).toEqual(['applied']);
    expect(heldOf(subject, 'CUP-1')).toEqual({ item: 9, offer: 9 });
  });

  it('writes nothing while it cannot tell which offers there are', async () => {
    const subject = await shop.open();
    await subject.connector.list(null, contextOf());
    const asked = changedRow(subject, { quantity: 9, ids: {} });
    subject.market.faults.order('fail');

    expect((await subject.connector.push(asked, contextOf())).kind).toBe('unavailable');
    expect(subject.market.writes).toEqual([]);
  });

  it('leaves an offer without a quantity of its own without one', async () => {
    const subject = await shop.open({ offerQuantities: false });
    await push(subject, { 'CUP-1': 9 });

    expect(heldOf(subject, 'CUP-1')).toEqual({ item: 9, offer: null });
    expect(await readShown(subject, ['CUP-1'])).toEqual({ 'CUP-1': 9 });
  });

  it('tells each row of a mixed answer by itself', async () => {
    const subject = await shop.open();
    subject.market.seed([{ sku: 'CUP-4', quantity: 5 }]);
    subject.market.failRow('CUP-1', told(400, 25_002));
    subject.market.failRow('CUP-2', told(500, 25_001, true));
    subject.market.failRow('CUP-3', { kind: 'left_out' });
    const rows = { 'CUP-1': 1, 'CUP-2': 1, 'CUP-3': 1, 'CUP-4': 1, GONE: 1 };
    const pushed = await push(subject, rows);

    expect(outcomesOf(pushed)).toEqual(['rejected', 'unknown', 'unknown', 'applied', 'rejected']);
    expect(pushed).toMatchObject({
      verdicts: [
        { code: '25002', reason: '25002, words of eBay' },
        { reason: '25001, words of eBay' },
        { reason: 'eBay told nothing of the row' },
        {},
        { code: '25702', reason: '25702, SKU GONE is not available in the system' },
      ],
    });
    expect(await readShown(subject, ['CUP-1', 'CUP-2', 'CUP-3', 'CUP-4', 'GONE'])).toEqual({
      'CUP-1': 5,
      'CUP-2': 1,
      'CUP-3': 1,
      'CUP-4': 1,
    });
  });

  it('never lets more be seen by an offer that there is no longer', async () => {
    const subject = await shop.open();
    const lowered = rowsOf(subject, { 'CUP-1': 2 });
    const raised = rowsOf(subject, { 'CUP-2': 8 });
    subject.market.relist('CUP-1');
    subject.market.relist('CUP-2');
    const pushed = await subject.connector.push([...lowered, ...raised], contextOf());

    expect(outcomesOf(pushed)).toEqual(['unknown', 'rejected']);
    expect(pushed).toMatchObject({ verdicts: [{}, { code: '25713' }] });
    expect(await readShown(subject, ['CUP-1', 'CUP-2'])).toEqual({ 'CUP-1': 2, 'CUP-2': 5 });
  });

  it('rejects what an auction holds, and what is longer than a SKU may be', async () => {
    const subject = await shop.open();
    const long = 'X'.repeat(51);
    subject.market.seed([{ sku: long, quantity: 1 }]);
    subject.market.item('CUP-1').auctionUnits = 1;
    const pushed = await push(subject, { 'CUP-1': 0, [long]: 3 });

    expect(pushed).toMatchObject({ verdicts: [{ code: '25759' }, { code: '25709' }] });
    expect(subject.market.shown().get('CUP-1')).toBe(5);
  });

  it('reads the smaller one of item and offer, and the item where nothing is listed', async () => {
    const subject = await shop.open();
    subject.market.item('CUP-1').quantity = 3;
    subject.market.item('CUP-2').quantity = 8;
    subject.market.item('CUP-3').offer = null;

    expect(await readShown(subject, ['CUP-1', 'CUP-2', 'CUP-3', 'GONE'])).toEqual({
      'CUP-1': 3,
      'CUP-2': 5,
      'CUP-3': 5,
    });
  });

  it('gives no offer an id that is not published', async () => {
    const subject = await shop.open();
    Object.assign(subject.market.item('CUP-1').offer ?? {}, { isPublished: false });
    const page = await subject.connector.list(null, contextOf());

    expect(page).toMatchObject({ listings: [{ sku: 'CUP-1', ids: {} }, {}, {}], next: null });
    expect(page).not.toHaveProperty('listings.0.ids.offerId');
    expect(page).toHaveProperty('listings.1.ids.offerId');
  });

  it('is not told a quantity by half of the answers', async () => {
    const subject = await shop.open();
    await subject.connector.list(null, contextOf());
    const rows = rowsOf(subject, { 'CUP-1': 1, 'CUP-2': 1 });
    subject.market.faults.order('slow', { delayMs: 1 });
    subject.market.faults.order('throttle');

    expect((await subject.connector.readBack(rows, contextOf())).kind).toBe('throttled');
  });

  it.each(['pages', 'records'] as const)('lists everything where offsets count %s', async (of) => {
    const subject = await shop.open({ offsetCounts: of }, { offerQuantities: false });
    const more = Array.from({ length: 450 }, (_, at) => ({ sku: `L-${at}`, quantity: at }));
    subject.market.seed(more);
    const skus: string[] = [];
    let after: string | null = null;
    do {
      const page = await subject.connector.list(after, contextOf());
      expect(page.kind).toBe('page');
      const { listings, next } = page as Extract<typeof page, { kind: 'page' }>;
      skus.push(...listings.map(({ sku }) => sku));
      after = next;
    } while (after !== null);

    expect(skus).toEqual([...subject.market.shown().keys()]);
  });
});
