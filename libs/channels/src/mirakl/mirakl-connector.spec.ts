import { afterEach, describe, expect, it } from 'vitest';
import { CALL, listingRow } from '../../../../test/support/connector-call.js';
import { scriptedServer, type ScriptedAnswer } from '../../../../test/support/scripted-server.js';
import { MiraklConnector } from './mirakl-connector.js';
import type { MiraklEndpoint } from './mirakl-endpoint.js';

const ROW = listingRow('Ä+1 &"x"');
const JOB = { id: 'b0/1', checkAfterMs: 15_000 };
const KEY = 'key-of-a-shop';
const SHOP = {
  apiKey: KEY,
  shopId: null,
  warehouse: null,
  updateDelete: '',
  rowsPerImport: 70,
} as const;

describe('MiraklConnector', () => {
  let server: Awaited<ReturnType<typeof scriptedServer>>;
  let connector: MiraklConnector;

  /** Gives these answers, the last one from then on. */
  const answering = async (script: ScriptedAnswer[], endpoint: Partial<MiraklEndpoint> = {}) => {
    server = await scriptedServer(script);
    connector = new MiraklConnector({ ...SHOP, url: server.url, ...endpoint });
    return connector;
  };
  const urls = () => server.asked.map(({ method, url }) => `${method} ${url}`);

  afterEach(async () => {
    await connector.close();
    server.close();
  });

  it('carries key and shop in every call', async () => {
    const shop = await answering([{ body: { offers: [], total_count: 0 } }], { shopId: 12 });
    await shop.push([ROW], CALL);
    await shop.poll(JOB, [ROW], CALL);
    await shop.readBack([ROW], CALL);
    await shop.list('200', CALL);

    expect(urls()).toEqual([
      'POST /api/offers/stock/imports?shop_id=12',
      'GET /api/offers/stock/imports/b0%2F1/status?shop_id=12',
      'GET /api/offers?max=100&sku=%C3%84%2B1%20%26%22x%22&shop_id=12',
      'GET /api/offers?max=100&sort=productTitle&offset=200&shop_id=12',
    ]);
    expect(server.asked.map(({ headers }) => headers.authorization)).toEqual([KEY, KEY, KEY, KEY]);
  });

  it('names no shop when none is set', async () => {
    await (await answering([{}])).push([ROW], CALL);

    expect(urls()).toEqual(['POST /api/offers/stock/imports']);
  });

  it('carries as many rows as the operator takes, in every lane', async () => {
    const { rowsPerCall } = (await answering([{}])).capabilities;

    expect(rowsPerCall).toEqual({ urgent: 70, normal: 70, reconcile: 70 });
  });

  it('waits fifteen seconds before it looks at an import', async () => {
    const created = await answering([{ status: 201, body: { import_id: 'b0' } }]);

    expect(await created.push([ROW], CALL)).toEqual({
      kind: 'answered',
      verdicts: [{ outcome: 'accepted' }],
      hints: [],
      job: { id: 'b0', checkAfterMs: 15_000 },
    });
  });

  it.each([
    [400, 'unavailable', 'unavailable'],
    [401, 'unauthorized', 'unauthorized'],
    [403, 'unauthorized', 'unauthorized'],
    [405, 'unavailable', 'unavailable'],
    [413, 'unavailable', 'unavailable'],
    [415, 'unavailable', 'unavailable'],
    [429, 'throttled', 'throttled'],
    [500, 'unknown', 'unavailable'],
    [503, 'unknown', 'unavailable'],
    [302, 'unavailable', 'unavailable'],
  ])('takes HTTP %i to a write for %s, to a read for %s', async (status, write, read) => {
    const refusing = await answering([{ status, body: { status, message: 'words' } }]);

    expect((await refusing.push([ROW], CALL)).kind).toBe(write);
    expect((await refusing.poll(JOB, [ROW], CALL)).kind).toBe(read);
    expect((await refusing.readBack([ROW], CALL)).kind).toBe(read);
    expect((await refusing.list(null, CALL)).kind).toBe(read);
  });

  it('tells what the operator said, without the key', async () => {
    const refusing = await answering([{ status: 403, body: { message: `no rights: ${KEY}` } }]);

    const told = { kind: 'unauthorized', reason: 'HTTP 403: no rights: …' };
    expect(await refusing.push([ROW], CALL)).toEqual(told);
    expect(await refusing.list(null, CALL)).toEqual(told);
  });

  it.each([
    [{ 'retry-after': '7' }, 7_000],
    [{}, 60_000],
  ])('is throttled with the headers %j for %i ms', async (headers, retryAfterMs) => {
    const throttling = await answering([{ status: 429, headers }]);
    const throttled = { kind: 'throttled', retryAfterMs, hints: [] };

    expect(await throttling.push([ROW], CALL)).toEqual({
      ...throttled,
      refusedBy: 'stock-imports',
    });
    expect(await throttling.poll(JOB, [ROW], CALL)).toEqual({
      ...throttled,
      refusedBy: 'import-status',
    });
    expect(await throttling.list(null, CALL)).toEqual({ ...throttled, refusedBy: 'offers' });
  });

  it.each([
    ['text', 'yes'],
    ['another shape', { import_id: 7, status: 'COMPLETE', offers: [{}], total_count: 1 }],
  ])('cannot tell after a 200 with %s', async (_, body) => {
    const odd = await answering([{ body }]);

    expect((await odd.push([ROW], CALL)).kind).toBe('unknown');
    expect((await odd.poll(JOB, [ROW], CALL)).kind).toBe('unavailable');
    expect((await odd.readBack([ROW], CALL)).kind).toBe('unavailable');
    expect((await odd.list(null, CALL)).kind).toBe('unavailable');
  });

  it('stops at once when it is told to', async () => {
    const silent = await answering([{ delayMs: 60_000 }]);
    const stop = new AbortController();
    const call = { ...CALL, signal: stop.signal };
    const since = performance.now();
    const stopped = Promise.all([
      silent.push([ROW], call),
      silent.poll(JOB, [ROW], call),
      silent.readBack([ROW], call),
      silent.list(null, call),
    ]);
    setTimeout(() => stop.abort(), 50);

    const kinds = (await stopped).map(({ kind }) => kind);
    expect(kinds).toEqual(['unknown', 'unavailable', 'unavailable', 'unavailable']);
    expect(performance.now() - since).toBeLessThan(10_000);
  });

  it('does not take an offer for absent that may be on a later page', async () => {
    const other = { shop_sku: 'other', quantity: 1 };
    const vague = await answering([{ body: { offers: [other], total_count: 2 } }]);

    expect((await vague.readBack([ROW], CALL)).kind).toBe('unavailable');
  });

  it('does not take a list for complete that ends before its count', async () => {
    const short = await answering([{ body: { offers: [], total_count: 2 } }]);

    expect((await short.list(null, CALL)).kind).toBe('unavailable');
  });
});
