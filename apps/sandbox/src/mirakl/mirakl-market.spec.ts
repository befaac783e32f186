import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { serveFake, type ServedFake } from '../fake/serve-fake.js';
import { MiraklMarket } from './mirakl-market.js';
import { MIRAKL_DEFAULTS } from './mirakl-options.js';

const IMPORTS = '/api/offers/stock/imports';
const HEAD = '"offer-sku";"quantity";"warehouse-code";"update-delete"';
const { apiKey } = MIRAKL_DEFAULTS;

interface Created {
  readonly import_id: string;
}

describe('MiraklMarket', () => {
  let nowMs = 0;
  let market: MiraklMarket;
  let served: ServedFake;

  beforeEach(async () => {
    nowMs = 0;
    market = new MiraklMarket({ now: () => nowMs });
    market.seed(['A', 'B', 'C'].map((sku) => ({ sku, quantity: 5 })));
    served = await serveFake(market);
  });
  afterEach(() => served.close());

  const call = (path: string, init: RequestInit = {}, headers: Record<string, string> = {}) =>
    fetch(`${served.url}${path}`, { ...init, headers: { authorization: apiKey, ...headers } });
  const formOf = (content: string, field = 'file') => {
    const form = new FormData();
    form.append(field, new Blob([content]), 'stock.csv');
    return form;
  };
  const send = (content: string) => call(IMPORTS, { method: 'POST', body: formOf(content) });
  /** Sends a file, and works on it. */
  const imported = async (...lines: string[]) => {
    const created = (await (await send(lines.join('\n'))).json()) as Created;
    market.settle();
    const path = `${IMPORTS}/${created.import_id}`;
    const state: unknown = await (await call(`${path}/status`)).json();
    return { state, report: await call(`${path}/error_report`) };
  };

  it.each([
    ['no key', {}, 401],
    ['another key', { authorization: 'another' }, 401],
    ['a key as a bearer', { authorization: `Bearer ${apiKey}` }, 401],
    ['its key', { authorization: apiKey }, 200],
  ])('answers %s', async (_, headers, status) => {
    expect((await fetch(`${served.url}/api/offers`, { headers })).status).toBe(status);
  });

  it.each([
    ['a shop of the key', '?shop_id=2043', 200],
    ['a shop of somebody else', '?shop_id=1', 403],
    ['a shop by its name', '?shop_id=acme', 400],
    ['a page that is too large', '?max=101', 400],
    ['a page of nothing', '?max=0', 400],
    ['a place before the first', '?offset=-1', 400],
    ['an order that there is not', '?sort=sku', 400],
  ])('answers a list of %s', async (_, query, status) => {
    expect((await call(`/api/offers${query}`)).status).toBe(status);
  });

  it('gives ten offers unless it is asked for more, and the count of all', async () => {
    market.seed(Array.from({ length: 20 }, (_, at) => ({ sku: `S-${at}`, quantity: 1 })));
    const { offers, ...rest } = (await (await call('/api/offers?offset=3')).json()) as {
      offers: unknown[];
    };

    expect([offers.length, rest]).toEqual([10, { total_count: 23 }]);
  });

  it('gives the one offer of a sku, active while it has units', async () => {
    market.edit('B', 0);

    expect(await (await call('/api/offers?sku=B')).json()).toMatchObject({
      offers: [
        { shop_sku: 'B', quantity: 0, active: false, inactivity_reasons: ['ZERO_QUANTITY'] },
      ],
      total_count: 1,
    });
  });

  it.each([
    ['no form', { body: HEAD }, { 'content-type': 'text/csv' }, 415],
    ['a form without a boundary', { body: 'x' }, { 'content-type': 'multipart/form-data' }, 400],
    [
      'a form that is cut off',
      { body: '--x\r\nContent-Disposition: form-data; name="file"; filename="f"\r\n\r\nabc' },
      { 'content-type': 'multipart/form-data; boundary=x' },
      400,
    ],
    ['a form with another file', { body: formOf(HEAD, 'stock') }, {}, 400],
    ['a client that wants no JSON', { body: formOf(HEAD) }, { accept: 'text/csv' }, 406],
    ['a form with the file', { body: formOf(HEAD) }, {}, 201],
  ])('answers %s', async (_, init, headers, status) => {
    expect((await call(IMPORTS, { method: 'POST', ...init }, headers)).status).toBe(status);
  });

  it('tells where the status is to be had', async () => {
    const sent = await send(`${HEAD}\n"A";"1";"";""\n`);
    const { import_id } = (await sent.json()) as Created;

    expect(sent.headers.get('location')).toBe(`${IMPORTS}/${import_id}/status`);
    expect(await (await call(`${IMPORTS}/${import_id}/status`)).json()).toEqual({
      import_id,
      date_created: '1970-01-01T00:00:00.000Z',
      shop_id: 2043,
      status: 'WAITING',
      has_error_report: false,
    });
  });

  it('takes good lines and tells what is wrong with the others, at their places', async () => {
    const { state, report } = await imported(
      HEAD,
      '"A";"1";"";""',
      '"GONE";"1";"";""',
      '"B";"-1";"";""',
      '"B";"1.5";"";""',
      '"B";"1000000001";"";""',
      '"B";"1";"PARIS";""',
      '"B";"1";"";"replace"',
      '"C";"1000000000";"";"update"',
    );

    expect(state).toMatchObject({
      status: 'COMPLETE',
      has_error_report: true,
      lines_in_success: 2,
      lines_in_error: 6,
    });
    expect(report.headers.get('content-type')).toContain('text/csv');
    const [head, ...lines] = (await report.text()).trimEnd().split('\n');
    expect(head).toBe(`"error-line";"error-message";${HEAD}`);
    expect(lines.map((line) => line.split(';')[0])).toEqual(
      [3, 4, 5, 6, 7, 8].map((line) => `"${line}"`),
    );
    expect(Object.fromEntries(market.shown())).toEqual({ A: 1, B: 5, C: 1_000_000_000 });
  });

  it.each([
    ['other columns', ['"sku";"quantity"', '"A";"1"']],
    ['commas', ['offer-sku,quantity,warehouse-code,update-delete', 'A,1,,']],
    ['a quote that is never closed', [HEAD, '"A;"1";"";""']],
    ['nothing', ['']],
  ])('fails a file with %s', async (_, lines) => {
    const { state, report } = await imported(...lines);

    expect(state).toMatchObject({ status: 'FAILED', has_error_report: false });
    expect(report.status).toBe(404);
    expect(market.shown().get('A')).toBe(5);
  });

  it('gives a report as CSV only, and none of an import that there is not', async () => {
    const asJson = { accept: 'application/json' };

    expect((await call(`${IMPORTS}/1/error_report`, {}, asJson)).status).toBe(406);
    nowMs += 60_000;
    expect((await call(`${IMPORTS}/1/error_report`)).status).toBe(404);
    expect((await call(`${IMPORTS}/1/status`)).status).toBe(404);
  });

  it.each([
    ['imports', () => send(HEAD), 60],
    ['looks at an import', () => call(`${IMPORTS}/1/status`), 15],
    ['looks at a report', () => call(`${IMPORTS}/1/error_report`), 60],
  ])('counts the seconds between %s', async (_, ask, seconds) => {
    await ask();
    nowMs += 1_500;
    const early = await ask();
    expect([early.status, early.headers.get('retry-after')]).toEqual([429, String(seconds - 1)]);
    nowMs += seconds * 1_000 - 1_500;

    expect((await ask()).status).not.toBe(429);
  });
});
