import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { startApi, type ApiServer } from '../../../../test/support/api-server.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { shopPolicy } from '../../../../test/support/policies.js';

/** What a source's connector answers is tried on the real stack, in test/dashboard. */
let database: TestDatabase;
let api: ApiServer;

beforeAll(async () => {
  database = await createTestDatabase(inject('stack').statePostgres, 'source_controls');
  const policy = shopPolicy();
  const [pos] = Object.values(policy.sources);
  if (!pos) throw new Error('the shop has no till');
  const sources = { pos: { ...pos, pack: 'opensourcepos' } };
  const connectUrl = 'http://127.0.0.1:1';
  const places = { databaseUrl: database.url, configFile: 'shelfwire.yaml', connectUrl };
  api = await startApi(database.url, { ...policy, sources }, places);
});
afterAll(async () => {
  await api?.close();
  await database?.drop();
});

const because = 'a test';
const restart = (body: object) => api.send('POST', '/v1/sources/pos/restart', body);

it('says when Kafka Connect does not answer, and records nothing as done', async () => {
  const away = { status: 503, body: { title: 'Kafka Connect unavailable' } };
  expect(await api.get('/v1/sources/pos/connector')).toMatchObject(away);
  expect(await restart({ because })).toMatchObject(away);
  const backfill = { tables: ['ospos_item_quantities'], because };
  expect(await api.send('POST', '/v1/sources/pos/backfills', backfill)).toMatchObject(away);
  const rows = await database.dataSource.query<{ action: string; outcome: string }[]>(
    "SELECT action, outcome FROM operator_action WHERE action <> 'key.create' ORDER BY id",
  );
  expect(rows).toEqual([
    { action: 'connector.restart', outcome: 'failed' },
    { action: 'backfill.start', outcome: 'failed' },
  ]);
});

it('refuses what is unknown, cannot be, or has no reason', async () => {
  expect((await api.get('/v1/sources/pas/connector')).body).toMatchObject({
    status: 404,
    suggestion: 'pos',
  });
  expect((await restart({ because, task: -1 })).status).toBe(400);
  expect((await restart({})).status).toBe(400);
  const unknown = { tables: ['ospos_itms'], because };
  expect(await api.send('POST', '/v1/sources/pos/backfills', unknown)).toMatchObject({
    status: 409,
    body: { detail: expect.stringContaining('ospos_items') as string },
  });
  expect(await api.send('POST', '/v1/sources/pos/backfills/pause', { because })).toMatchObject({
    status: 409,
    body: { detail: 'There is no backfill of pos to pause: there was none.' },
  });
  expect((await api.send('POST', '/v1/sources/pos/backfills/halt', { because })).status).toBe(400);
});
