import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { startApi, type ApiServer } from '../../../../test/support/api-server.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { fillWatchedShop, watchedPolicy } from '../../../../test/support/watched-shop.js';
import { WATCHED_SKU } from '../../../../test/support/watched-item.js';
import type { Holding } from '../claims/claim.schema.js';
import type { Capture } from './capture.schema.js';

describe('what the dashboard reads beside the status', () => {
  let database: TestDatabase;
  let api: ApiServer;

  beforeAll(async () => {
    database = await createTestDatabase(inject('stack').statePostgres, 'capture');
    await fillWatchedShop(database);
    api = await startApi(database.url, watchedPolicy());
  });
  afterAll(async () => {
    await api?.close();
    await database?.drop();
  });

  it('GET /v1/capture tells how connectors are, with the trace of one that needs a person', async () => {
    const { connectors } = (await api.get('/v1/capture')).body as Capture;
    expect(connectors).toMatchObject([
      { connector: 'cdc.pos', source: 'pos', cause: null, needsPerson: false, restartedAt: null },
      {
        connector: 'cdc.wms',
        source: 'wms',
        cause: 'database_away',
        needsPerson: true,
        restarts: 3,
      },
    ]);
    expect(connectors[1]?.detail).toContain('terminating connection due to administrator command');
  });

  it('GET /v1/capture tells findings of audits, and how far backfills are', async () => {
    const { findings, backfills } = (await api.get('/v1/capture')).body as Capture;
    expect(findings).toMatchObject([
      { source: 'wms', check: 'wal_keep', expected: 'at least 1GB' },
    ]);
    expect(backfills).toMatchObject([
      { source: 'pos', state: 'running', rows: 5 * 1_024, estimate: 12_480, endedAt: null },
    ]);
  });

  it('GET /v1/claims lists what holds units: reservations by their end, then orders', async () => {
    const { claims } = (await api.get('/v1/claims')).body as Holding;
    const line = { sku: WATCHED_SKU, location: 'leeds', absorbed: '0' };
    expect(claims).toMatchObject([
      { kind: 'reservation', state: 'active', order: null, lines: [{ ...line, quantity: '1' }] },
      {
        kind: 'order',
        state: 'committed',
        order: { id: 'B-10442' },
        lines: [{ ...line, quantity: '2' }],
      },
    ]);
  });
});
