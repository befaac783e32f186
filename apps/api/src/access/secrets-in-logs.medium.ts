import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { AppProcess } from '../../../../test/support/app-process.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { makeKey, uselessKeys } from '../../../../test/support/keys.js';
import { bazaarPolicy } from '../../../../test/support/policies.js';

const stack = inject('stack');
let database: TestDatabase;
let folder: string;
let api: AppProcess;
let url: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'logs-'));
  database = await createTestDatabase(stack.statePostgres, 'logs');
  api = await AppProcess.start('api', bazaarPolicy(), {
    folder,
    databaseUrl: database.url,
    kafkaBrokers: stack.kafkaBrokers,
    connectUrl: stack.connectUrl,
    namespace: 'logs.',
  });
  url =
    /http:\/\/[\w.:[\]]+/.exec(api.said.find((line) => line.includes('listens on')) ?? '')?.[0] ??
    '';
});
afterAll(async () => {
  await api?.stop();
  await database?.drop();
  rmSync(folder, { recursive: true });
});

it('the API as a process of its own says nothing secret, whatever it is asked with', async () => {
  const keys = {
    admin: await makeKey(database.dataSource),
    viewer: await makeKey(database.dataSource, 'viewer'),
    // the last: from then on, keys that were never seen have to wait
    ...(await uselessKeys(database.dataSource)),
  };
  const answers: string[] = [];
  const call = async (path: string, init: RequestInit): Promise<Response> => {
    const answer = await fetch(`${url}${path}`, init);
    answers.push(await answer.clone().text());
    return answer;
  };
  const cookies: string[] = [];
  for (const key of Object.values(keys)) {
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
    await call(`/v1/items?search=${key}`, { headers });
    await call('/v1/channels/bazaar/pause', { method: 'POST', headers, body: `{"because":"x"}` });
    await call('/v1/reservations', { method: 'POST', headers, body: `{"${key}":"${key}"}` });
    await call('/v1/reservations', { method: 'POST', headers, body: `{"broken": "${key}` });
    const begun = await call('/v1/session', {
      method: 'POST',
      headers,
      body: JSON.stringify({ key }),
    });
    cookies.push(...begun.headers.getSetCookie().map((cookie) => cookie.split(';')[0] ?? ''));
  }
  for (const cookie of cookies) {
    await call('/v1/channels/bazaar/pause', { method: 'POST', headers: { cookie } });
  }
  // the database fails in the middle of a call, and the log has the whole story of it
  await database.dataSource.query('ALTER TABLE operator_action RENAME TO mislaid');
  const headers = { authorization: `Bearer ${keys.admin}` };
  const failed = await call('/v1/actions', { headers });
  await call('/v1/channels/bazaar/resume', { method: 'POST', headers });
  await database.dataSource.query('ALTER TABLE mislaid RENAME TO operator_action');

  expect(cookies).toHaveLength(2);
  expect(failed.status).toBe(500);
  await expect.poll(() => api.said.join('\n')).toContain('operator_action');
  const log = api.said.join('\n');
  expect(log).toContain('refused for its scope');
  expect(log).toContain('a wrong key');
  const secrets = [
    ...Object.values(keys).map((key) => key.slice(17)),
    ...cookies.map((cookie) => cookie.split('sws_')[1] ?? 'no cookie'),
  ];
  for (const secret of secrets) {
    expect(log).not.toContain(secret.slice(0, 20));
    expect(answers.join('\n')).not.toContain(secret.slice(0, 20));
  }
});
