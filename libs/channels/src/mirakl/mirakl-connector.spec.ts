import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { ListingRow } from '../port/listing-row.js';
import { MiraklConnector } from './mirakl-connector.js';
import type { MiraklEndpoint } from './mirakl-endpoint.js';

const ROW: ListingRow = {
  sku: 'Ä+1 &"x"',
  quantity: 1,
  version: 1,
  shown: null,
  ids: {},
  leadTimeDays: null,
  offer: null,
};
const CALL = {
  callId: '7c1c9a53-6a43-4c42-9f2b-6c1b8f2f3f6e',
  lane: 'normal',
  signal: new AbortController().signal,
} as const;
const JOB = { id: 'b0/1', checkAfterMs: 15_000 };
const KEY = 'key-of-a-shop';

interface Said {
  readonly status?: number;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

describe('MiraklConnector', () => {
  let server: Server | undefined;
  let connector: MiraklConnector;
  let asked: IncomingMessage[] = [];

  /** Gives these answers, the last one from then on. */
  const answering = async (said: Said[], endpoint: Partial<MiraklEndpoint> = {}) => {
    asked = [];
    server = createServer((request, response) => {
      const { status = 200, body = {}, headers } = said[asked.length] ?? said.at(-1) ?? {};
      asked.push(request);
      request.resume();
      response.writeHead(status, headers);
      response.end(typeof body === 'string' ? body : JSON.stringify(body));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const settings = { url, apiKey: KEY, shopId: null, warehouse: null, updateDelete: '' } as const;
    connector = new MiraklConnector({ ...settings, ...endpoint });
    return connector;
  };
  const urls = () => asked.map(({ method, url }) => `${method} ${url}`);

  afterEach(async () => {
    await connector.close();
    server?.closeAllConnections();
    server?.close();
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
    expect(asked.map(({ headers }) => headers.authorization)).toEqual([KEY, KEY, KEY, KEY]);
  });

  it('names no shop when none is set', async () => {
    await (await answering([{}])).push([ROW], CALL);

    expect(urls()).toEqual(['POST /api/offers/stock/imports']);
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
    [400, 'refused', 'unavailable'],
    [401, 'unauthorized', 'unauthorized'],
    [403, 'unauthorized', 'unauthorized'],
    [405, 'refused', 'unavailable'],
    [413, 'refused', 'unavailable'],
    [415, 'refused', 'unavailable'],
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

    expect(await throttling.push([ROW], CALL)).toEqual(throttled);
    expect(await throttling.poll(JOB, [ROW], CALL)).toEqual(throttled);
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

  it.each(['WAITING', 'RUNNING', 'QUEUED'])('waits on while an import is %s', async (status) => {
    const polled = await answering([{ body: { status, has_error_report: false } }]);

    expect(await polled.poll(JOB, [ROW], CALL)).toMatchObject({
      verdicts: [{ outcome: 'accepted' }],
      job: JOB,
    });
  });

  it.each([404, 410])('cannot tell of an import that HTTP %i says is not there', async (status) => {
    const forgetful = await answering([{ status, body: { message: 'not found' } }]);

    expect(await forgetful.poll(JOB, [ROW], CALL)).toMatchObject({
      verdicts: [{ outcome: 'unknown' }],
    });
  });

  describe('when there is an error report', () => {
    const ended = { body: { status: 'COMPLETE', has_error_report: true } };

    it('asks for it as the vendor gives it', async () => {
      const csv = 'line;message;offer-sku\n2;wrong;"Ä+1 &""x"""\n';
      const reporting = await answering([ended, { body: csv }]);

      expect(await reporting.poll(JOB, [ROW], CALL)).toMatchObject({
        verdicts: [{ outcome: 'rejected', reason: 'wrong' }],
      });
      expect(urls()[1]).toBe('GET /api/offers/stock/imports/b0%2F1/error_report');
      expect(asked.map(({ headers }) => headers.accept)).toEqual(['application/json', 'text/csv']);
    });

    it.each([
      [500, 'unavailable'],
      [429, 'throttled'],
      [401, 'unauthorized'],
    ])('asks again later after HTTP %i', async (status, kind) => {
      const broken = await answering([ended, { status }]);

      expect((await broken.poll(JOB, [ROW], CALL)).kind).toBe(kind);
    });

    it.each([
      ['is not there', { status: 404 }],
      ['is none', { body: '<html>Back in a minute</html>' }],
      ['is larger than anybody should read', { body: ' '.repeat(33 * 1024 * 1024) }],
    ])('cannot tell of any row when it %s', async (_, report) => {
      const broken = await answering([ended, report]);

      expect(await broken.poll(JOB, [ROW], CALL)).toMatchObject({
        verdicts: [{ outcome: 'unknown' }],
      });
    });
  });

  it('leaves a job without a name to a read-back', async () => {
    const job = { id: null, checkAfterMs: 1 };

    expect(await (await answering([{}])).poll(job, [ROW], CALL)).toMatchObject({
      verdicts: [{ outcome: 'accepted' }],
      job,
    });
    expect(asked).toEqual([]);
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
