import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { startApi, type ApiServer } from '../../../../test/support/api-server.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { EventStream } from '../../../../test/support/event-stream.js';
import { openGate, type Gate } from '../../../../test/support/gate.js';
import { shopPolicy } from '../../../../test/support/policies.js';
import { insertRows } from '../../../../test/support/rows.js';

const PATIENCE = { timeout: 15_000, interval: 50 };

describe('GET /v1/events', () => {
  let database: TestDatabase;
  let gate: Gate;
  let api: ApiServer;

  beforeAll(async () => {
    const { statePostgres } = inject('stack');
    database = await createTestDatabase(statePostgres, 'live');
    gate = await openGate(statePostgres.port);
    const url = new URL(database.url);
    url.port = String(gate.port);
    api = await startApi(url.href, shopPolicy());
  });
  afterAll(async () => {
    await api?.close();
    await gate?.close();
    await database?.drop();
  });

  it('tells the whole status, then an alert within seconds of its row', async () => {
    const stream = await EventStream.open(`${api.url}/v1/events`, api.key);
    expect(stream.response.headers.get('content-type')).toBe('text/event-stream');
    await vi.waitFor(() => expect(stream.named('status')).toHaveLength(1), PATIENCE);
    expect(stream.named('status')[0]).toMatchObject({ policyVersion: 'abc123abc123', alerts: [] });
    const alert = { kind: 'source_stale', subject: 'wms', severity: 'critical', summary: 'silent' };
    await insertRows(database.dataSource, 'alert', [{ ...alert, since: new Date() }]);
    await vi.waitFor(
      () => expect(stream.named('status').at(-1)).toMatchObject({ alerts: [alert] }),
      PATIENCE,
    );
    expect(stream.named('status').at(-1)).not.toHaveProperty('parked');
    stream.close();
  });

  it('says so while the database is away, and tells everything when it is back', async () => {
    const stream = await EventStream.open(`${api.url}/v1/events`, api.key);
    await vi.waitFor(() => expect(stream.named('status')).not.toEqual([]), PATIENCE);
    await gate.close();
    await vi.waitFor(
      () =>
        expect(stream.named('trouble')[0]).toMatchObject({
          detail: "Shelfwire's database does not answer, or not in time.",
        }),
      PATIENCE,
    );
    const before = stream.named('status').length;
    await gate.open();
    await vi.waitFor(
      () =>
        expect(stream.named('status')[before]).toMatchObject({
          state: 'attention',
          parked: { count: 0 },
        }),
      PATIENCE,
    );
    stream.close();
  });

  it('lets a server stop while somebody listens', async () => {
    const other = await startApi(database.url, shopPolicy());
    const stream = await EventStream.open(`${other.url}/v1/events`, other.key);
    await vi.waitFor(() => expect(stream.named('status')).not.toEqual([]), PATIENCE);
    const began = performance.now();
    await other.close();
    expect(performance.now() - began).toBeLessThan(5_000);
    stream.close();
  });
});
