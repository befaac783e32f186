import type { Policy } from '#config';
import { topicsOf, type KafkaRecord } from '#contracts';
import { Metrics } from '#observability';
import type { RecordProducer } from '#messaging';
import { Logger } from '@nestjs/common';
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  inject,
  it,
  vi,
} from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { emptyTables } from '../support/empty-tables.js';
import { channelPolicy, shopPolicy, STALENESS } from '../support/policies.js';
import { stockBatch, stockMessage } from '../support/stock-messages.js';
import { newWatch } from '../support/watch.js';
import { Announcer } from '../../apps/availability/src/announcer.js';
import { ApplyBatches } from '../../apps/availability/src/apply-batches.js';
import { AvailabilityStage } from '../../apps/availability/src/availability-stage.js';
import { TermsKeeper } from '../../apps/availability/src/terms/terms-keeper.js';
import type { Watch } from '../../apps/alerting/src/watch.js';

const MINUTE_MS = 60_000;
const SPAN = { topic: 'stock.events.v1', partition: 0, low: 0n, high: 99n };
const begin = Date.now() - 3 * 3_600_000;
const minute = (count: number): Date => new Date(begin + count * MINUTE_MS);

const shop = shopPolicy();
const policy = (withholdAfterMinutes: number | null = null): Policy => ({
  ...shop,
  locations: {
    ...shop.locations,
    leeds: {
      source: 'pos',
      name: 'Leeds',
      kind: 'store',
      fallbacks: [],
      precedence: {},
      staleAfterMinutes: 20,
    },
  },
  channels: { bazaar: channelPolicy({ pool: ['leeds'], buffer: 1 }) },
  staleness: { ...STALENESS, graceMinutes: 0, withholdAfterMinutes },
});

describe('a location that goes silent while its source lives', () => {
  let database: TestDatabase;
  let metrics: Metrics;
  let watch: Watch;
  let offset: number;
  let announced: { channels: Record<string, number> }[];

  const producer = {
    send: (_: string, records: readonly KafkaRecord[]) => {
      announced.push(
        ...records.map(({ value }) => JSON.parse(value) as (typeof announced)[number]),
      );
      return Promise.resolve();
    },
  } as unknown as RecordProducer;

  const startStage = async (of = policy()): Promise<AvailabilityStage> => {
    const { dataSource } = database;
    const keeper = new TermsKeeper(dataSource, of);
    const announcer = new Announcer(producer, topicsOf(''));
    const apply = new ApplyBatches(dataSource, keeper);
    const stage = new AvailabilityStage(dataSource, announcer, apply, keeper);
    await stage.startFrom(SPAN);
    return stage;
  };
  const sell = async (stage: AvailabilityStage, at: Date, part: { op?: 'r' } = {}) => {
    const recordedAt = at.toISOString();
    const event = {
      quantity: String(50 - offset),
      recordedAt,
      ingestedAt: recordedAt,
      source: part,
    };
    await stage.handle([stockBatch(0, [stockMessage(offset, event)])]);
    offset += 1;
  };
  const beat = (at: Date) =>
    database.dataSource.query(
      `INSERT INTO source_heartbeat (source, beat_at, seen_at) VALUES ('pos', $1, $1)
       ON CONFLICT (source) DO UPDATE SET beat_at = $1, seen_at = $1`,
      [at.toISOString()],
    );
  const look = async (at: Date) => {
    await beat(at);
    await watch.look(at);
  };
  const stateOfLeeds = async () =>
    (
      await database.dataSource.query<{ state: string; silent_seconds: number }[]>(
        `SELECT state, silent_seconds FROM location_state WHERE location = 'leeds'`,
      )
    )[0];
  const alerts = () =>
    database.dataSource.query<{ kind: string; subject: string; resolved_at: Date | null }[]>(
      `SELECT kind, subject, resolved_at FROM alert WHERE kind = 'location_stale'`,
    );

  beforeAll(async () => {
    database = await createTestDatabase(inject('stack').statePostgres, 'silent_location');
  });
  afterAll(() => database?.drop());
  beforeEach(async () => {
    offset = 0;
    announced = [];
    metrics = new Metrics();
    watch = newWatch(database.dataSource, { policy: policy(), metrics });
    await emptyTables(
      database.dataSource,
      `stage_progress, item, contribution, stock_position, ledger_line, ledger_head, alert,
       source_heartbeat, source_trust, location_activity, location_state, location_usual`,
    );
    vi.spyOn(Logger.prototype, 'warn').mockImplementation(() => {});
    vi.spyOn(Logger.prototype, 'log').mockImplementation(() => {});
  });
  afterEach(() => vi.restoreAllMocks());

  it('is stale after its limit, and well again once changes have come for a while', async () => {
    const stage = await startStage();
    await sell(stage, minute(0));
    await look(minute(19));
    expect(await stateOfLeeds()).toMatchObject({ state: 'quiet', silent_seconds: 1_140 });

    await look(minute(21));
    expect(await stateOfLeeds()).toMatchObject({ state: 'stale' });
    expect(await alerts()).toEqual([
      { kind: 'location_stale', subject: 'leeds/pos', resolved_at: null },
    ]);
    expect(await metrics.registry.metrics()).toContain(
      'location="leeds",source="pos",state="stale"} 1',
    );

    await sell(stage, minute(22));
    await look(minute(22));
    expect(await stateOfLeeds()).toMatchObject({ state: 'stale', silent_seconds: 0 });
    await look(minute(25));
    expect(await stateOfLeeds()).toMatchObject({ state: 'fresh' });
    expect(await alerts()).toMatchObject([{ resolved_at: minute(25) }]);
  });

  it('takes no snapshot for a sign of life, and goes on after a restart of the watch', async () => {
    const stage = await startStage();
    await sell(stage, minute(0));
    await look(minute(21));
    await sell(stage, minute(22), { op: 'r' });
    watch = newWatch(database.dataSource, { policy: policy() });
    await look(minute(26));

    expect(await stateOfLeeds()).toMatchObject({ state: 'stale', silent_seconds: 26 * 60 });
  });

  it('is told as a silent source while that is silent, and its alert stays as it is', async () => {
    const stage = await startStage();
    await sell(stage, minute(0));
    await look(minute(21));
    await watch.look(minute(22));

    expect(await stateOfLeeds()).toMatchObject({ state: 'source-down' });
    expect(await alerts()).toMatchObject([{ resolved_at: null }]);
  });

  it('is withheld from channels after a while, and given back', async () => {
    const stage = await startStage(policy(60));
    await sell(stage, minute(0));
    expect(announced.at(-1)?.channels).toEqual({ bazaar: 49 });

    await beat(new Date());
    await look(minute(21));
    await beat(new Date());
    await stage.reconsider();
    expect(announced.at(-1)?.channels).toEqual({ bazaar: 0 });

    await sell(stage, minute(170));
    await look(minute(171));
    await look(minute(175));
    await beat(new Date());
    await stage.reconsider();
    expect(announced.at(-1)?.channels).toEqual({ bazaar: 48 });
  });
});
