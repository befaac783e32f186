import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CALL, listingRow } from '../../../../test/support/connector-call.js';
import { WebhookConnector } from './webhook-connector.js';

const ROW = listingRow('A', { quantity: 4 });
const SECRET = `whsec_${Buffer.from('s'.repeat(32)).toString('base64')}`;
const ENDPOINT = {
  account: 'acme',
  secrets: [SECRET],
  token: 'rcv_secret',
  rowsPerCall: 10,
  allowPrivateAddresses: true,
};

interface Saying {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

describe('WebhookConnector', () => {
  let server: Server | undefined;
  let connector: WebhookConnector;
  let asked: string[];

  const saying = async (status: number, { headers = {}, body = '' }: Saying = {}) => {
    server = createServer((request, response) => {
      asked.push(`${request.method} ${request.url}`);
      request.resume();
      response.writeHead(status, headers);
      response.end(body);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks/stock/`;
    connector = new WebhookConnector({ ...ENDPOINT, url }, { timeoutMs: 10_000 });
    return connector;
  };
  const problem = (title: string) => ({
    headers: { 'content-type': 'application/problem+json' },
    body: JSON.stringify({ title }),
  });

  beforeEach(() => {
    asked = [];
  });
  afterEach(async () => {
    server?.closeAllConnections();
    server?.close();
    await connector.close();
  });

  it.each([200, 201, 202, 204])('takes HTTP %i for applied, every row', async (status) => {
    const rows = [ROW, { ...ROW, sku: 'B' }];

    expect(await (await saying(status)).push(rows, CALL)).toEqual({
      kind: 'answered',
      verdicts: [{ outcome: 'applied' }, { outcome: 'applied' }],
      hints: [],
    });
    expect(asked).toEqual(['POST /hooks/stock/']);
  });

  it.each([
    [400, 'refused'],
    [401, 'unauthorized'],
    [403, 'unauthorized'],
    [404, 'unavailable'],
    [409, 'refused'],
    [413, 'refused'],
    [415, 'refused'],
    [422, 'refused'],
    [500, 'unknown'],
    [502, 'unknown'],
    [503, 'unknown'],
    [504, 'unknown'],
  ])('takes HTTP %i for %s, and tells what was said', async (status, kind) => {
    const answered = await saying(status, problem('said the shop'));

    expect(await answered.push([ROW], CALL)).toMatchObject({
      kind,
      reason: `HTTP ${status}: said the shop`,
    });
  });

  it.each([301, 302, 303, 307, 308])('does not follow HTTP %i', async (status) => {
    const elsewhere = await saying(status, { headers: { location: '/elsewhere' } });

    expect(await elsewhere.push([ROW], CALL)).toMatchObject({
      kind: 'unavailable',
      reason: expect.stringContaining('redirects are not followed') as string,
    });
    expect(asked).toEqual(['POST /hooks/stock/']);
  });

  it.each([
    [429, { 'retry-after': '120' }, 120_000],
    [429, {}, 1_000],
    [503, { 'retry-after': '30' }, 30_000],
  ])('waits after HTTP %i with %j for %i ms', async (status, headers, retryAfterMs) => {
    expect(await (await saying(status, { headers })).push([ROW], CALL)).toEqual({
      kind: 'throttled',
      retryAfterMs,
      hints: [],
    });
  });

  it.each([
    ['a page', 'text/html; charset=utf-8', '\n<!doctype html><title>Back soon</title>', 'unknown'],
    ['a word that claims to be one', 'text/html', 'OK', 'answered'],
    ['more than anybody should read', 'text/plain', 'x'.repeat(70_000), 'unknown'],
  ])('reads 200 with %s', async (_, type, body, kind) => {
    const answered = await saying(200, { headers: { 'content-type': type }, body });

    expect((await answered.push([ROW], CALL)).kind).toBe(kind);
  });

  it('repeats neither a secret nor the token that it is answered with', async () => {
    const echo = await saying(400, problem(`you sent ${SECRET} and rcv_secret`));

    expect(await echo.push([ROW], CALL)).toMatchObject({
      reason: 'HTTP 400: you sent *** and ***',
    });
  });

  it('calls no private address unless it may', async () => {
    await saying(200);
    const { port } = server!.address() as AddressInfo;
    const url = `http://127.0.0.1:${port}/hooks`;
    const guarded = new WebhookConnector({ ...ENDPOINT, url, allowPrivateAddresses: false });
    const pushed = await guarded.push([ROW], CALL);
    await guarded.close();

    expect(pushed).toMatchObject({
      kind: 'unavailable',
      reason: expect.stringContaining('no public address') as string,
    });
    expect(asked).toEqual([]);
  });

  it.each([
    [204, 'page'],
    [405, 'page'],
    [302, 'unavailable'],
    [404, 'unavailable'],
    [410, 'unavailable'],
    [500, 'unavailable'],
  ])('takes HTTP %i to OPTIONS for %s', async (status, kind) => {
    expect((await (await saying(status)).list(null, CALL)).kind).toBe(kind);
    expect(asked).toEqual(['OPTIONS /hooks/stock/']);
  });

  it('cannot be read', async () => {
    const receiver = await saying(200);

    expect(receiver.capabilities.readsBack).toBe(false);
    expect((await receiver.readBack()).kind).toBe('unavailable');
    expect(asked).toEqual([]);
  });
});
