import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { startApi, type ApiServer } from '../../../../test/support/api-server.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { shopPolicy } from '../../../../test/support/policies.js';
import { openGate } from '../../../../test/support/gate.js';
import { insertRows } from '../../../../test/support/rows.js';
import { itemRow } from '../../../../test/support/stock-rows.js';
import type { ProblemBody } from './problem.js';

describe("the API's manners", () => {
  let database: TestDatabase;
  let api: ApiServer;

  beforeAll(async () => {
    database = await createTestDatabase(inject('stack').statePostgres, 'http');
    await insertRows(database.dataSource, 'item', [itemRow({ sku: '85123A' })]);
    api = await startApi(database.url, shopPolicy());
  });
  afterAll(async () => {
    await api?.close();
    await database?.drop();
  });

  const refusal = async (path: string): Promise<ProblemBody> => {
    const { status, type, body } = await api.get(path);
    expect(type).toBe('application/problem+json');
    const problem = body as ProblemBody;
    expect(problem.status).toBe(status);
    expect(JSON.stringify(problem)).not.toMatch(/\.[jt]s:\d|node_modules|\bat /);
    return problem;
  };

  it.each([
    ['/v1/items?limit=0', 'limit', 'a whole number from 1 to 500, given once', '"0"'],
    ['/v1/items?limit=1.5', 'limit', 'a whole number from 1 to 500, given once', '"1.5"'],
    ['/v1/items?limit=1&limit=2', 'limit', 'a whole number from 1 to 500, given once', '["1","2"]'],
    ['/v1/items?serch=x', 'serch', 'one of: search, after, limit', '"x"'],
    ['/v1/items?search=%00', 'search', 'text without control characters', String.raw`"\u0000"`],
    ['/v1/items/a%00b', 'sku', 'text without control characters', String.raw`"a\u0000b"`],
    ['/v1/status?verbose=1', 'verbose', 'no parameters', '"1"'],
    ['/v1/alerts?state=closed', 'state', 'open or all, given once', '"closed"'],
    ['/v1/parked?after=-1', 'after', '`next` of the page before', '"-1"'],
    ['/v1/waiting?after=W10', 'after', '`next` of the page before', '"W10"'],
  ])('%s: names the field, what was expected and what was found', async (path, ...error) => {
    const [field, expected, found] = error;
    const problem = await refusal(path);
    expect(problem.type).toBe('urn:shelfwire:problem:bad_query');
    expect(problem.errors).toEqual([{ field, expected, found }]);
    expect(problem.detail).toBe(`${field}: expected ${expected}, found ${found}`);
  });

  it.each(['/nothing', '/v1', '/v1/items/85123A/nothing'])('%s: not found', async (path) => {
    expect(await refusal(path)).toMatchObject({ status: 404, instance: path });
  });

  it('refuses a path that is no UTF-8', async () => {
    expect(await refusal('/v1/items/%E0%A4%A')).toMatchObject({ status: 400 });
  });

  it('guesses the item that a mistyped sku means', async () => {
    expect(await refusal('/v1/items/85132A')).toMatchObject({
      type: 'urn:shelfwire:problem:unknown_item',
      detail: 'No stock has been seen for sku 85132A. Did you mean 85123A?',
      suggestion: '85123A',
    });
  });

  it('sends headers that keep browsers from guessing, framing and leaking', async () => {
    const { headers } = await api.get('/v1/alerts');
    expect(Object.fromEntries(headers)).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'SAMEORIGIN',
      'referrer-policy': 'no-referrer',
    });
    expect(headers.has('x-powered-by')).toBe(false);
  });

  it('keeps secrets of the policy to itself', async () => {
    const paths = ['/v1/status', '/v1/sources', '/v1/channels', '/v1/locations', '/health'];
    for (const path of paths) {
      expect(JSON.stringify((await api.get(path)).body)).not.toMatch(/secret/);
    }
  });

  it('answers 503 while its database is away, and goes on when it is back', async () => {
    const gate = await openGate(inject('stack').statePostgres.port);
    const url = new URL(database.url);
    url.port = String(gate.port);
    const behindGate = await startApi(url.href, shopPolicy());
    await gate.close();
    const away = await behindGate.get('/v1/items');
    const health = await behindGate.get('/health');
    await gate.open();
    const back = await behindGate.get('/v1/items');
    await behindGate.close();
    await gate.close();
    expect(away).toMatchObject({
      status: 503,
      type: 'application/problem+json',
      body: { type: 'urn:shelfwire:problem:database_unavailable' },
    });
    expect(health).toMatchObject({ status: 503, body: { status: 'failing' } });
    expect(back.status).toBe(200);
  });
});
