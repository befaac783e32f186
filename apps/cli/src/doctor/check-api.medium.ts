import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { newApiKey } from '#access';
import { startApi, type ApiServer } from '../../../../test/support/api-server.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { makeKey } from '../../../../test/support/keys.js';
import { shopPolicy } from '../../../../test/support/policies.js';
import { checkApi } from './check-api.js';

let database: TestDatabase;
let api: ApiServer;

beforeAll(async () => {
  database = await createTestDatabase(inject('stack').statePostgres, 'check_api');
  api = await startApi(database.url, shopPolicy());
});
afterAll(async () => {
  await api?.close();
  await database?.drop();
});

const check = (more: Record<string, string>) => checkApi({ SHELFWIRE_API_URL: api.url, ...more });

it('names the key that the API takes, and what it may do', async () => {
  const key = await makeKey(database.dataSource, 'claims');
  expect(await check({ SHELFWIRE_API_KEY: key })).toMatchObject([
    { check: 'health', state: 'ok' },
    { check: 'key', state: 'ok', found: 'test claims, scope claims' },
  ]);
});

it('says how to come by a key where none is given', async () => {
  expect(await check({})).toMatchObject([
    { check: 'health', state: 'ok' },
    {
      check: 'key',
      state: 'failed',
      found: 'no API key is given',
      mend: expect.stringContaining('shelfwire keys create') as string,
    },
  ]);
});

it('tells a key that the API refuses, and keeps it to itself', async () => {
  const key = newApiKey().text;
  const findings = await check({ SHELFWIRE_API_KEY: key });
  expect(findings).toMatchObject([
    { check: 'health', state: 'ok' },
    { check: 'key', state: 'failed', found: expect.stringContaining('answers 401') as string },
  ]);
  expect(JSON.stringify(findings)).not.toContain(key.slice(17, 40));
});
