import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { CALL, listingRow } from '../../../../test/support/connector-call.js';
import { SandboxConnector } from './sandbox-connector.js';

const row = (sku: string, quantity: number) => listingRow(sku, { quantity });
const ROWS = [row('A', 1), row('B', 0)];

describe('SandboxConnector', () => {
  let server: Server | undefined;
  let connector: SandboxConnector;

  const answering = async (listener: RequestListener) => {
    server = createServer(listener).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    connector = new SandboxConnector({ url, account: 'bazaar', token: 't' }, 50, 250);
    return connector;
  };
  const saying = (status: number, body: unknown, headers: Record<string, string> = {}) =>
    answering((_, response) => {
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(typeof body === 'string' ? body : JSON.stringify(body));
    });

  afterEach(async () => {
    server?.closeAllConnections();
    server?.close();
    await connector.close();
  });

  it('gives each row its verdict, a row that was left out included', async () => {
    const results = [{ sku: 'B', status: 'rejected', code: 'sku_invalid' }];
    const cost = { requested: 12, available: 7, restoreRate: 50 };
    const said = await (await saying(200, { results, cost })).push(ROWS, CALL);

    expect(said).toEqual({
      kind: 'answered',
      verdicts: [
        { outcome: 'unknown', reason: 'the answer left the row out' },
        { outcome: 'rejected', code: 'sku_invalid', reason: null },
      ],
      hints: [{ cost: 'points', available: 7, refillPerSecond: 50 }],
    });
  });

  it.each([
    [400, 'refused'],
    [401, 'unauthorized'],
    [302, 'unavailable'],
    [500, 'unknown'],
    [204, 'unknown'],
  ])('takes HTTP %i for %s', async (status, kind) => {
    const answered = await saying(status, '', { location: 'http://127.0.0.1:9/elsewhere' });

    expect(await answered.push(ROWS, CALL)).toMatchObject({ kind });
  });

  it.each([
    ['text', 'yes'],
    ['another shape', { results: 'all' }],
    ['too much', `{"results":[],"pad":"${'x'.repeat(5_000_000)}"}`],
  ])('cannot tell after a 200 with %s', async (_, body) => {
    expect(await (await saying(200, body)).push(ROWS, CALL)).toMatchObject({ kind: 'unknown' });
  });

  it.each([
    [{ 'retry-after': '2', 'x-ratelimit-reset-ms': '1250' }, 1250],
    [{ 'retry-after': '2' }, 2000],
    [{ 'retry-after': 'soon' }, 1000],
  ])('reads the pause from %j', async (headers, retryAfterMs) => {
    const throttled = await (await saying(429, {}, headers)).push(ROWS, CALL);

    expect(throttled).toEqual({ kind: 'throttled', retryAfterMs, hints: [] });
  });

  it('cannot tell when the connection breaks or the answer stays out', async () => {
    const broken = await answering((request) => request.socket.destroy());
    expect(await broken.push(ROWS, CALL)).toMatchObject({ kind: 'unknown' });
    server?.close();
    await connector.close();
    const silent = await answering(() => undefined);

    expect(await silent.push(ROWS, CALL)).toMatchObject({ kind: 'unknown' });
  });

  it('knows that nothing was sent when nobody listens', async () => {
    const absent = await answering(() => undefined);
    server?.close();
    await once(server!, 'close');

    expect(await absent.push(ROWS, CALL)).toMatchObject({ kind: 'unavailable' });
  });

  it('reads back what is listed', async () => {
    const asked: string[] = [];
    const listing = await answering((request, response) => {
      asked.push(request.url ?? '');
      response.end(JSON.stringify({ items: [{ sku: 'A b', quantity: 4 }], next: null }));
    });

    expect(await listing.readBack([row('A b', 0), row('B&', 0)], CALL)).toEqual({
      kind: 'read',
      quantities: new Map([['A b', 4]]),
    });
    expect(asked).toEqual(['/v1/accounts/bazaar/quantities?sku=A%20b&sku=B%26']);
  });
});
