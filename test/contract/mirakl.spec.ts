import { MiraklConnector } from '#channels';
import { afterEach, describe, expect, it } from 'vitest';
import { conformance } from './conformance/conformance.js';
import {
  contextOf,
  outcomesOf,
  pushAndSettle,
  readShown,
  rowsOf,
} from './conformance/push-rows.js';
import { MARKETPLACE } from './conformance/subject.js';
import { endpointAt, miraklShop, startMirakl } from './mirakl-subject.js';

conformance('Mirakl', { ...MARKETPLACE, readsBack: true, tokensExpire: false }, startMirakl);

describe('what only Mirakl has', () => {
  const shop = miraklShop();
  const others: MiraklConnector[] = [];

  afterEach(async () => {
    for (const each of others.splice(0)) await each.close();
  });

  it('sends what waits as one file of a form', async () => {
    const subject = await shop.open();
    await pushAndSettle(subject, rowsOf(subject, { 'CUP-1': 0, 'CUP-2': 7 }));
    const [form, ...more] = subject.forms;

    expect(more).toEqual([]);
    expect(form?.split('\r\n').slice(1, -2)).toEqual([
      'Content-Disposition: form-data; name="file"; filename="stock.csv"',
      'Content-Type: text/csv',
      '',
      '"offer-sku";"quantity";"warehouse-code";"update-delete"\n' +
        '"CUP-1";"0";"";"update"\n"CUP-2";"7";"";"update"\n',
    ]);
  });

  it.each(['update', ''] as const)('marks a line as the operator wants it: "%s"', async (mark) => {
    const subject = await shop.open({}, { updateDelete: mark });
    const ended = await pushAndSettle(subject, rowsOf(subject, { 'CUP-1': 1 }));

    expect(outcomesOf(ended)).toEqual(['applied']);
    expect(subject.forms[0]).toContain(`"CUP-1";"1";"";"${mark}"`);
  });

  it('takes skus that a spreadsheet would take for formulas, and reads them back', async () => {
    const subject = await shop.open();
    const odd = { '=1+1': 1, '+49': 2, '-1': 3, '@SUM(A1)': 4, ' x ': 5, '0012': 6 };
    subject.market.seed(Object.keys(odd).map((sku) => ({ sku, quantity: 9 })));
    const ended = await pushAndSettle(subject, rowsOf(subject, odd));

    expect(new Set(outcomesOf(ended))).toEqual(new Set(['applied']));
    const read = await readShown(subject, Object.keys(odd));
    expect(new Map(Object.entries(read))).toEqual(new Map(Object.entries(odd)));
  });

  it('sets, reads and lists one warehouse, and leaves the others alone', async () => {
    const subject = await shop.open({}, { warehouse: 'LYON' });
    const berlin = new MiraklConnector({ ...endpointAt(subject), warehouse: 'BERLIN' });
    others.push(berlin);
    const inBerlin = { ...subject, connector: berlin };
    await pushAndSettle(subject, rowsOf(subject, { 'CUP-1': 3 }));
    await pushAndSettle(inBerlin, rowsOf(subject, { 'CUP-1': 8, 'CUP-2': 1 }));

    expect(subject.market.warehousesOf('CUP-1')).toEqual({ LYON: 3, BERLIN: 8 });
    expect(subject.market.shown().get('CUP-1')).toBe(11);
    expect(await readShown(subject, ['CUP-1', 'CUP-2'])).toEqual({ 'CUP-1': 3, 'CUP-2': 0 });
    expect(await berlin.list(null, contextOf())).toMatchObject({
      listings: [
        { sku: 'CUP-1', quantity: 8 },
        { sku: 'CUP-2', quantity: 1 },
        { sku: 'CUP-3', quantity: 0 },
      ],
      next: null,
    });
  });

  it('says which warehouse there is not', async () => {
    const subject = await shop.open({}, { warehouse: 'PARIS' });

    expect(await pushAndSettle(subject, rowsOf(subject, { 'CUP-1': 1 }))).toMatchObject({
      verdicts: [{ outcome: 'rejected', reason: 'The warehouse "PARIS" does not exist' }],
    });
  });

  it('reaches the shop that is named, not the default one of the key', async () => {
    const shops = { shopIds: [11, 12] as const, shopId: 12 };
    const named = await shop.open(shops, { shopId: 12 });
    const unnamed = await shop.open(shops);

    expect(outcomesOf(await pushAndSettle(named, rowsOf(named, { 'CUP-1': 1 })))).toEqual([
      'applied',
    ]);
    expect(await readShown(named, ['CUP-1'])).toEqual({ 'CUP-1': 1 });
    expect(await readShown(unnamed, ['CUP-1'])).toEqual({});
    expect(await unnamed.connector.list(null, contextOf())).toEqual({
      kind: 'page',
      listings: [],
      next: null,
    });
  });

  it('is not let into a shop of somebody else', async () => {
    const subject = await shop.open({}, { shopId: 99 });

    expect(await subject.connector.push(rowsOf(subject, { 'CUP-1': 1 }), contextOf())).toEqual({
      kind: 'unauthorized',
      reason: 'HTTP 403: The user has no access to shop 99',
    });
  });

  it('is not let in with a wrong key, and does not tell it', async () => {
    const subject = await shop.open({}, { apiKey: 'a-wrong-key' });
    const pushed = await subject.connector.push(rowsOf(subject, { 'CUP-1': 1 }), contextOf());

    expect(pushed).toEqual({ kind: 'unauthorized', reason: 'HTTP 401: Unauthorized: …' });
  });

  it('has no lead time to send, and leaves that of the operator', async () => {
    const subject = await shop.open();
    const rows = rowsOf(subject, { 'CUP-1': 4 }).map((row) => ({ ...row, leadTimeDays: 3 }));
    await pushAndSettle(subject, rows);

    expect(subject.forms[0]).toContain('"CUP-1";"4";"";"update"\n\r\n');
  });
});
