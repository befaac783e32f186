import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { CALL, listingRow } from '../../../../test/support/connector-call.js';
import { AmazonConnector } from './amazon-connector.js';

const ROW = listingRow('Ä/1 "x"');
const TOKEN = { access_token: 'Atza|secret', expires_in: 3600 };

describe('AmazonConnector', () => {
  let server: Server | undefined;
  let connector: AmazonConnector;
  const asked: IncomingMessage[] = [];

  /** Gives out tokens, and answers everything else with this. @param token null: no answer */
  const answering = async (
    status: number,
    body: unknown,
    headers: Record<string, string> = {},
    token: unknown = TOKEN,
  ) => {
    asked.length = 0;
    server = createServer((request, response) => {
      const isLogin = request.url === '/token';
      if (!isLogin) asked.push(request);
      if (isLogin && token === null) return;
      response.writeHead(isLogin ? 200 : status, headers);
      const said = isLogin ? token : body;
      response.end(typeof said === 'string' ? said : JSON.stringify(said));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    connector = new AmazonConnector(endpointAt(url), { timeoutMs: token === null ? 100 : 20_000 });
    return connector;
  };
  const endpointAt = (url: string) => ({
    region: 'eu' as const,
    url,
    tokenUrl: `${url}/token`,
    sellerId: 'A/1',
    marketplaceId: 'A1PA6795UKMFR9',
    clientId: 'client',
    clientSecret: 'client-secret',
    refreshToken: 'Atzr|secret',
    defaultProductType: 'PRODUCT',
    fulfillmentChannel: 'DEFAULT',
  });

  afterEach(async () => {
    await connector.close();
    server?.closeAllConnections();
    server?.close();
  });

  const issue = (severity: string, code: string) => ({ severity, code, message: `${code} said` });

  it.each([
    ['ACCEPTED', [], { outcome: 'accepted' }],
    ['ACCEPTED', [issue('WARNING', '1')], { outcome: 'accepted' }],
    [
      'INVALID',
      [issue('WARNING', '1'), issue('ERROR', '2')],
      { outcome: 'rejected', code: '2', reason: '2 said' },
    ],
    ['INVALID', [], { outcome: 'rejected', code: 'INVALID', reason: null }],
  ])('takes %s with issues %j', async (status, issues, verdict) => {
    const answered = await answering(200, { sku: ROW.sku, status, submissionId: '1', issues });

    expect(await answered.push([ROW], CALL)).toMatchObject({
      kind: 'answered',
      verdicts: [verdict],
    });
  });

  it('encodes seller and sku, and carries the token', async () => {
    await (await answering(200, {})).push([ROW], CALL);

    expect(asked[0]?.url).toBe(
      '/listings/2021-08-01/items/A%2F1/%C3%84%2F1%20%22x%22?marketplaceIds=A1PA6795UKMFR9',
    );
    expect(asked[0]?.headers['x-amz-access-token']).toBe('Atza|secret');
  });

  it.each([
    [400, 'refused'],
    [403, 'unauthorized'],
    [401, 'unauthorized'],
    [404, 'refused'],
    [413, 'refused'],
    [415, 'refused'],
    [429, 'throttled'],
    [500, 'unknown'],
    [503, 'unknown'],
    [302, 'unavailable'],
  ])('takes HTTP %i to a patch for %s', async (status, kind) => {
    const answered = await answering(status, { errors: [{ code: 'Code', message: 'words' }] });

    expect((await answered.push([ROW], CALL)).kind).toBe(kind);
  });

  it('tells the code that Amazon gave', async () => {
    const refusal = { errors: [{ code: 'InvalidInput', message: 'productType' }] };

    expect(await (await answering(400, refusal)).push([ROW], CALL)).toEqual({
      kind: 'refused',
      code: 'InvalidInput',
      reason: 'HTTP 400: InvalidInput, productType',
    });
  });

  it('waits as long as it is asked to', async () => {
    const throttled = await answering(429, {}, { 'retry-after': '2' });

    expect(await throttled.push([ROW], CALL)).toEqual({
      kind: 'throttled',
      retryAfterMs: 2_000,
      hints: [],
      refusedBy: 'patch-listings-item',
    });
  });

  it.each([
    ['text', 'yes'],
    ['another shape', { status: 'FINE' }],
    ['a preview', { sku: ROW.sku, status: 'VALID', submissionId: '1' }],
  ])('cannot tell after a 200 with %s', async (_, body) => {
    const odd = await answering(200, body);

    expect((await odd.push([ROW], CALL)).kind).toBe('unknown');
    expect((await odd.readBack([ROW], CALL)).kind).toBe('unavailable');
    expect((await odd.list(null, CALL)).kind).toBe('unavailable');
    expect((await odd.poll({ id: '1', checkAfterMs: 1 }, [ROW], CALL)).kind).toBe('unavailable');
    expect((await odd.push([ROW], { ...CALL, lane: 'reconcile' })).kind).toBe('unavailable');
  });

  it('sends nothing without a token that it can read', async () => {
    const odd = await answering(200, {}, {}, { access_token: 7 });

    expect((await odd.push([ROW], CALL)).kind).toBe('unavailable');
    expect(asked).toEqual([]);
  });

  it('does not wait for a token for ever', async () => {
    const silent = await answering(200, {}, {}, null);

    expect((await silent.push([ROW], CALL)).kind).toBe('unavailable');
    expect(asked).toEqual([]);
  });

  it('refuses a feed that is larger than Amazon advises', async () => {
    const rows = Array.from({ length: 100 }, () => ({ ...ROW, sku: 'x'.repeat(110_000) }));
    const feeds = await answering(201, {});

    expect(await feeds.push(rows, { ...CALL, lane: 'reconcile' })).toMatchObject({
      kind: 'refused',
      code: 'feed_too_large',
    });
    expect(asked).toEqual([]);
  });

  it('leaves what was patched to a read-back', async () => {
    const job = { id: null, checkAfterMs: 1 };

    expect(await (await answering(500, {})).poll(job, [ROW], CALL)).toEqual({
      kind: 'answered',
      verdicts: [{ outcome: 'accepted' }],
      hints: [],
      job,
    });
    expect(asked).toEqual([]);
  });

  it('stops waiting for a token when it is told to', async () => {
    const stop = new AbortController();
    stop.abort();
    const answered = await answering(200, {});

    expect((await answered.push([ROW], { ...CALL, signal: stop.signal })).kind).toBe('unavailable');
    expect(asked).toEqual([]);
  });
});
