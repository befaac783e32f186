import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { startApi, type ApiServer } from '../../../../test/support/api-server.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { shopPolicy } from '../../../../test/support/policies.js';
import { insertRows } from '../../../../test/support/rows.js';
import type { WaitingPage } from '../waiting/waiting.schema.js';
import type { ParkedPage } from './parked.schema.js';

const TOPIC = 'cdc.pos.ospos.item_quantities';
const hex = (value: Buffer | string): string => `\\x${Buffer.from(value).toString('hex')}`;

describe('what was set aside', () => {
  let database: TestDatabase;
  let api: ApiServer;

  beforeAll(async () => {
    database = await createTestDatabase(inject('stack').statePostgres, 'parked');
    const { dataSource } = database;
    const parked = { stage: 'normalizer', topic: TOPIC, partition: 0, code: 'json.malformed' };
    await insertRows(dataSource, 'parked_message', [
      { ...parked, offset: 1, key: null, value: null, headers: {}, reason: 'a', parked_at: at(1) },
      {
        ...parked,
        offset: '9007199254740993',
        key: hex('{"id":7}'),
        value: hex(Buffer.from([0xff, 0xfe, 0x00])),
        headers: { trace: 'x' },
        reason: 'the message is not JSON',
        parked_at: at(2),
      },
      {
        ...parked,
        offset: 3,
        value: hex('ü'.repeat(40_000)),
        headers: {},
        reason: 'c',
        parked_at: at(3),
      },
    ]);
    const waiting = { source: 'pos', topic: TOPIC, partition: 0, value: hex('{}'), reason: 'r' };
    await insertRows(dataSource, 'waiting_change', [
      { ...waiting, offset: 5, awaits: 'items:5', key: hex('k'), waiting_since: at(5) },
      { ...waiting, offset: 4, awaits: 'items:4', key: null, waiting_since: at(5) },
      { ...waiting, offset: 9, awaits: 'items:9', key: null, waiting_since: at(1) },
    ]);
    const alert = { kind: 'source_stale', severity: 'critical', summary: 's' };
    await insertRows(dataSource, 'alert', [
      { ...alert, subject: 'pos', since: at(1), resolved_at: at(2) },
      { ...alert, subject: 'wms', since: at(3), resolved_at: null },
    ]);
    api = await startApi(database.url, shopPolicy());
  });
  afterAll(async () => {
    await api?.close();
    await database?.drop();
  });

  it('shows parked messages, newest first: as text where they are, else as base64', async () => {
    const first = (await api.get('/v1/parked?limit=2')).body as ParkedPage;
    expect(first.parked).toMatchObject([
      { offset: '3', key: null, value: { encoding: 'utf8', bytes: 80_000, truncated: true } },
      {
        offset: '9007199254740993',
        key: { encoding: 'utf8', text: '{"id":7}', bytes: 8, truncated: false },
        value: { encoding: 'base64', text: '//4A', bytes: 3, truncated: false },
        headers: { trace: 'x' },
        code: 'json.malformed',
        reason: 'the message is not JSON',
        parkedAt: at(2),
      },
    ]);
    const second = (await api.get(`/v1/parked?limit=2&after=${first.next}`)).body as ParkedPage;
    expect(second).toMatchObject({ parked: [{ offset: '1', value: null }], next: null });
  });

  it('shows waiting changes, oldest first, page by page', async () => {
    const first = (await api.get('/v1/waiting?limit=2')).body as WaitingPage;
    expect(first.waiting).toMatchObject([
      { offset: '9', awaits: 'items:9', source: 'pos', waitingSince: at(1) },
      { offset: '4', awaits: 'items:4', key: null },
    ]);
    const second = (await api.get(`/v1/waiting?limit=2&after=${first.next}`)).body as WaitingPage;
    expect(second).toMatchObject({
      waiting: [{ offset: '5', key: { encoding: 'utf8', text: 'k' } }],
      next: null,
    });
  });

  it('shows open alerts, or all of them', async () => {
    const { alerts } = (await api.get('/v1/alerts')).body as { alerts: object[] };
    expect(alerts).toEqual([
      {
        kind: 'source_stale',
        fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
        meaning: expect.stringMatching(/heartbeat/) as string,
        cure: expect.stringMatching(/shelfwire doctor/) as string,
        page: expect.stringMatching(/^docs\/runbook/) as string,
        source: null,
        location: null,
        channel: null,
        subject: 'wms',
        severity: 'critical',
        summary: 's',
        since: at(3),
        resolvedAt: null,
        open: true,
        silence: null,
      },
    ]);
    expect((await api.get('/v1/alerts?state=all')).body).toMatchObject({
      alerts: [
        { subject: 'wms', open: true },
        { subject: 'pos', open: false, resolvedAt: at(2) },
      ],
    });
  });
});

function at(second: number): string {
  return new Date(Date.UTC(2026, 0, 5, 9, 0, second)).toISOString();
}
