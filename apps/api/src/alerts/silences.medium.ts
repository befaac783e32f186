import { afterAll, beforeAll, expect, inject, it, vi } from 'vitest';
import { startApi, type ApiServer } from '../../../../test/support/api-server.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { shopPolicy } from '../../../../test/support/policies.js';
import { insertRows } from '../../../../test/support/rows.js';
import type { Alert } from './alert.schema.js';
import type { Silence } from './silence.schema.js';

const SILENT = { kind: 'source_stale', subject: 'wms' };

let database: TestDatabase;
let api: ApiServer;

beforeAll(async () => {
  database = await createTestDatabase(inject('stack').statePostgres, 'silences');
  const alert = { severity: 'critical', summary: 's', since: '2026-03-01T10:00:00Z' };
  await insertRows(database.dataSource, 'alert', [
    { ...alert, ...SILENT, resolved_at: null },
    { ...alert, kind: 'source_stale', subject: 'pos', resolved_at: '2026-03-01T11:00:00Z' },
  ]);
  api = await startApi(database.url, shopPolicy());
});
afterAll(async () => {
  await api?.close();
  await database?.drop();
});

const begin = (body: object) => api.send('POST', '/v1/alerts/silences', body);
const silenceOf = async (): Promise<Alert['silence'] | undefined> => {
  const { alerts } = (await api.get('/v1/alerts')).body as { alerts: Alert[] };
  return alerts.find(({ subject }) => subject === 'wms')?.silence;
};

it('silences an open alert for a while, with a reason that is shown and kept', async () => {
  const answer = await begin({ ...SILENT, minutes: 60, because: 'the line is being moved' });
  expect(answer.status).toBe(200);
  const shown = await silenceOf();
  expect(shown).toMatchObject({ reason: 'the line is being moved', by: 'test admin' });
  expect(Date.parse(shown?.until ?? '') - Date.parse(shown?.since ?? '')).toBe(3_600_000);
  const [action] = await database.dataSource.query<object[]>(
    "SELECT action, subject, reason FROM operator_action WHERE action LIKE 'alert.%' ORDER BY id",
  );
  expect(action).toEqual({
    action: 'alert.silence',
    subject: 'source_stale/wms',
    reason: 'the line is being moved',
  });
});

it('takes the newer end where it is silenced again, and ends by hand', async () => {
  const { id } = (await begin({ ...SILENT, minutes: 5, because: 'nearly done' })).body as Silence;
  expect(await silenceOf()).toMatchObject({ id, reason: 'nearly done' });
  const end = () => api.send('POST', `/v1/alerts/silences/${id}/end`, { because: 'it is moved' });
  expect((await end()).status).toBe(200);
  expect(await silenceOf()).toBeNull();
  expect((await end()).status).toBe(404);
});

it('ends by itself', async () => {
  const { id } = (await begin({ ...SILENT, minutes: 1, because: 'lunch' })).body as Silence;
  await database.dataSource.query(
    "UPDATE alert_silence SET until = now() + interval '1 second' WHERE id = $1",
    [id],
  );
  expect(await silenceOf()).toMatchObject({ id });
  await vi.waitFor(async () => expect(await silenceOf()).toBeNull(), 5_000);
});

it('refuses what is not open, no reason, and for ever', async () => {
  const because = 'a test';
  const over = await begin({ kind: 'source_stale', subject: 'pos', minutes: 5, because });
  expect([over.status, over.body]).toMatchObject([404, { title: 'Unknown alert' }]);
  expect((await begin({ ...SILENT, minutes: 5 })).status).toBe(400);
  expect((await begin({ ...SILENT, minutes: 10_081, because })).status).toBe(400);
});
