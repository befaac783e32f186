import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { explanationFaults } from '../../../../../test/oracle/explained-number.js';
import { startApi, type ApiServer } from '../../../../../test/support/api-server.js';
import { createTestDatabase, type TestDatabase } from '../../../../../test/support/database.js';
import { emptyTables } from '../../../../../test/support/empty-tables.js';
import { channelPolicy, shopPolicy } from '../../../../../test/support/policies.js';
import { insertRows } from '../../../../../test/support/rows.js';
import { stockEvent } from '../../../../../test/support/stock-messages.js';
import { StockStage } from '../../../../../test/support/stock-stage.js';
import type { Explain } from '../explain.schema.js';

const TABLES = `stage_progress, item, contribution, stock_position, item_history, location_stock,
  ledger_line, ledger_head, publication_step, claim, claim_line, claim_absorption, claim_exception,
  claim_outbox, idempotency_record, policy_rules`;

const dynamic = {
  z: 2,
  beta: 1,
  min: 1,
  quantile: 0.95,
  k: 10,
  drift: 0.1,
  applySeconds: 60,
  sellingHours: 12,
};
const policyWith = (policyVersion: string, buffer: number) => ({
  ...shopPolicy(),
  policyVersion,
  channels: {
    bazaar: channelPolicy({ buffer, protect: { leeds: 2 } }),
    emporium: channelPolicy({ mode: 'partitioned', weight: 0.5, cap: 20 }),
    market: channelPolicy({ pool: ['leeds'], buffer: { dynamic } }),
  },
});
const FIRST = policyWith('aaaaaaaaaaaa', 1);
const SECOND = policyWith('bbbbbbbbbbbb', 4);

/** A number that was announced, and when it came to be. */
interface Announced {
  readonly version: number;
  readonly policyVersion: string;
  readonly appliedAt: string;
  readonly channels: Readonly<Record<string, number>>;
}

describe('a number of a past moment', () => {
  let database: TestDatabase;
  let api: ApiServer;
  let offset = 0;

  beforeAll(async () => {
    database = await createTestDatabase(inject('stack').statePostgres, 'past');
    api = await startApi(database.url, SECOND);
  });
  afterAll(async () => {
    await api?.close();
    await database?.drop();
  });
  beforeEach(() => emptyTables(database.dataSource, TABLES));

  const now = () => new Date().toISOString();
  const level = (location: 'leeds' | 'depot', quantity: number) => {
    offset += 1;
    const source = { system: location === 'leeds' ? 'pos' : 'wms', key: `id=${location}` };
    const times = { occurredAt: now(), recordedAt: now(), ingestedAt: now(), capturedAt: now() };
    return stockEvent(offset, { sku: 'A', location, quantity: String(quantity), ...times, source });
  };
  const sale = (units: number) => {
    offset += 1;
    return stockEvent(offset, {
      sku: 'A',
      kind: 'sale',
      effect: 'none',
      bucket: null,
      quantity: String(units),
      cause: { type: 'sale', id: `S${offset}`, line: '1' },
      occurredAt: now(),
      recordedAt: now(),
      ingestedAt: now(),
      source: { table: 'sales', key: `id=${offset}`, rule: 'line' },
    });
  };
  const explain = async (query: string): Promise<Explain> => {
    const { status, body } = await api.get(`/v1/explain?sku=A${query}`);
    expect([status, status === 200 ? '' : body]).toEqual([200, '']);
    return body as Explain;
  };
  const reserve = async (quantity: number) => {
    const body = { channel: 'bazaar', stage: 'checkout', lines: [{ sku: 'A', quantity }] };
    const made = await api.send('POST', '/v1/reservations', body, `key-${(offset += 1)}`);
    expect(made.status).toBe(201);
    return (made.body as { id: string }).id;
  };

  /** Stock, sales, claims that come and go, and another policy: what was announced meanwhile. */
  async function live(): Promise<readonly Announced[]> {
    const { dataSource } = database;
    const stage = new StockStage(dataSource, FIRST);
    await stage.start();
    await stage.happen(level('leeds', 30), level('depot', 12));
    await stage.happen(level('leeds', 27), sale(3));
    await stage.happen(level('leeds', 21), sale(6));
    const id = await reserve(5);
    await stage.hearOfClaims();
    await stage.happen(level('depot', 9));
    const later = new StockStage(dataSource, SECOND);
    await later.start();
    await later.happen(level('leeds', 14), sale(7));
    await api.send('DELETE', `/v1/reservations/${id}`);
    await later.hearOfClaims();
    await later.happen(level('leeds', 0.5));
    return [...stage.told, ...later.told] as unknown as Announced[];
  }

  it('follows from the ledger, whatever claims, sales and policy were then', async () => {
    const announced = await live();
    const faults: string[] = [];
    const followed: string[] = [];
    for (const { version, policyVersion, appliedAt, channels } of announced) {
      const past = await explain(`&at=${appliedAt}`);
      expect(past.item).toMatchObject({ version, policyVersion, appliedAt });
      for (const { channel, check } of past.channels) {
        const published = channels[channel] ?? -1;
        const found = explanationFaults(past, channel, published, { rowsAreLevels: true });
        faults.push(...found.map((fault) => `version ${version} ${channel}: ${fault}`));
        if (!check.agrees) faults.push(`version ${version} ${channel}: ${check.note}`);
      }
      const [bazaar] = past.channels;
      followed.push(
        bazaar?.formula?.terms.map((term) => `${term.claimed}/${term.buffer}`).join(' ') ?? '',
      );
    }
    expect(faults).toEqual([]);
    // claims and buffer of Leeds and the depot, version by version
    expect(new Set(followed)).toEqual(new Set(['0/1 0/1', '5/1 0/1', '5/4 0/4', '0/4 0/4']));
  });

  it('is the newest one by that moment, with the lines and rows that led there', async () => {
    const [first, second, third] = await live();
    const justBefore = new Date(Date.parse(third?.appliedAt ?? '') - 1).toISOString();
    const past = await explain(`&at=${justBefore}&channel=bazaar`);
    expect(past).toMatchObject({
      moment: 'past',
      at: justBefore,
      item: { version: second?.version },
      channels: [{ channel: 'bazaar', desired: { quantity: second?.channels['bazaar'] } }],
      newest: { text: expect.stringContaining('changed available_base at leeds by -3') as string },
    });
    expect(past.positions).toMatchObject([
      { location: 'depot', onHand: '12', since: { version: first?.version } },
      {
        location: 'leeds',
        onHand: '27',
        since: { version: second?.version, row: { rowKey: 'id=leeds' } },
      },
    ]);
    expect(past.contributions).toMatchObject([
      { quantity: '12', since: { policyVersion: FIRST.policyVersion } },
      { quantity: '27', since: { row: { system: 'pos', rowKey: 'id=leeds' } } },
    ]);
    expect(past.ledger.map(({ change }) => change)).toEqual(['-3', '12', '30']);
  });

  it('says what had been sent and acknowledged by then, and nothing that came later', async () => {
    const [, second, third] = await live();
    const secondMs = Date.parse(second?.appliedAt ?? '');
    const step = (name: string, version = 0, quantity = 0, at = 0) => ({
      channel: 'bazaar',
      sku: 'A',
      at: new Date(at).toISOString(),
      step: name,
      version,
      quantity,
      lease_epoch: 1,
    });
    await insertRows(database.dataSource, 'publication_step', [
      step('sent', 1, 41, secondMs - 60_000),
      step('applied', 1, 41, secondMs - 59_000),
      step('sent', second?.version, 35, secondMs),
      step('unclear', second?.version, 35, secondMs),
      step('sent', third?.version, 29, secondMs + 60_000),
    ]);
    const { channels } = await explain(`&at=${second?.appliedAt}&channel=bazaar`);
    expect(channels).toMatchObject([
      {
        sent: { quantity: 35, version: second?.version },
        acknowledged: { quantity: 41, version: 1 },
        state: 'unclear',
        steps: [{ step: 'unclear' }, { step: 'sent' }, { step: 'applied' }, { step: 'sent' }],
      },
    ]);
  });

  it('is refused where there was none, and where the moment is none of the past', async () => {
    await live();
    expect(await api.get('/v1/explain?sku=A&at=2020-01-01T00:00:00Z')).toMatchObject({
      status: 404,
      body: { type: 'urn:shelfwire:problem:no_number_yet' },
    });
    expect(await api.get('/v1/explain?sku=AA&at=2020-01-01T00:00:00Z')).toMatchObject({
      status: 404,
      body: { suggestion: 'A' },
    });
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
    for (const at of [tomorrow, '2026-03-01', 'noon']) {
      expect(await api.get(`/v1/explain?sku=A&at=${at}`)).toMatchObject({
        status: 400,
        body: { errors: [{ field: 'at' }] },
      });
    }
  });

  it('says that the rules of a policy were not kept, rather than to guess them', async () => {
    const [first] = await live();
    await database.dataSource.query('DELETE FROM policy_rules');
    const { channels } = await explain(`&at=${first?.appliedAt}&channel=bazaar`);
    expect(channels).toMatchObject([
      {
        formula: null,
        check: { agrees: false, note: 'the rules of policy aaaaaaaaaaaa were not kept' },
      },
    ]);
  });
});
