import type { Policy } from '#config';
import {
  encodeSourceRepaired,
  encodeStockEvent,
  topicsOf,
  type KafkaRecord,
  type StockEventV1,
} from '#contracts';
import type { RawBatch, RecordProducer } from '#messaging';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.js';
import { emptyTables } from '../../../test/support/empty-tables.js';
import { channelPolicy, STALENESS } from '../../../test/support/policies.js';
import { Announcer } from './announcer.js';
import { ApplyBatches } from './apply-batches.js';
import { AvailabilityStage } from './availability-stage.js';
import { TermsKeeper } from './terms/terms-keeper.js';

const limits = { staleAfterSeconds: 30, withholdAfterSeconds: 600, recoverAfterSeconds: 20 };
const policy = {
  sources: { wms: limits, pos: limits },
  locations: {
    depot: {
      source: 'wms',
      name: 'WH/Stock',
      kind: 'warehouse',
      fallbacks: [{ source: 'pos', name: 'Depot', sameRank: false }],
      precedence: {},
    },
  },
  channels: { bazaar: channelPolicy({ pool: ['depot'] }) },
  countClasses: [],
  vendors: {},
  staleness: STALENESS,
  policyVersion: 'p1',
} as unknown as Policy;
const SPAN = { topic: 'stock.events.v1', partition: 3, low: 0n, high: 99n };

describe('standing sources', () => {
  let database: TestDatabase;
  let sent: { version: number; channels: Record<string, number>; policyVersion: string }[];
  let stage: AvailabilityStage;
  let next = 0n;

  beforeAll(async () => {
    database = await createTestDatabase(inject('stack').statePostgres, 'standing');
  });
  afterAll(() => database.drop());
  beforeEach(async () => {
    sent = [];
    next = 0n;
    await emptyTables(
      database.dataSource,
      `stage_progress, item, contribution, stock_position, ledger_line, ledger_head,
       source_heartbeat, source_trust`,
    );
    const producer = {
      send: (_: string, records: readonly KafkaRecord[]) => {
        sent.push(...records.map(({ value }) => JSON.parse(value) as (typeof sent)[number]));
        return Promise.resolve();
      },
    } as unknown as RecordProducer;
    const keeper = new TermsKeeper(database.dataSource, policy);
    const apply = new ApplyBatches(database.dataSource, keeper);
    const announcer = new Announcer(producer, topicsOf(''));
    stage = new AvailabilityStage(database.dataSource, announcer, apply, keeper);
    await stage.startFrom(SPAN);
  });

  const take = async (...records: readonly KafkaRecord[]) => {
    const messages = records.map(({ key, value, headers }, index) => ({
      offset: next + BigInt(index),
      key: Buffer.from(key),
      value: Buffer.from(value),
      headers,
      timestampMs: 0,
    }));
    next += BigInt(records.length);
    const batch: RawBatch = { ...SPAN, messages, nextOffset: next, alive: () => true };
    await stage.handle([batch]);
  };
  const heard = (source: string, secondsAgo: number) =>
    database.dataSource.query(
      `INSERT INTO source_heartbeat (source, beat_at, seen_at)
       VALUES ($1, now(), now() - make_interval(secs => $2))
       ON CONFLICT (source) DO UPDATE SET seen_at = excluded.seen_at`,
      [source, secondsAgo],
    );
  const shown = () => sent.at(-1)?.channels['bazaar'];

  it('shows what the first source says, whatever a lower one does', async () => {
    await take(level('wms', 1, 7), level('pos', 1, 90));

    expect(shown()).toBe(7);
  });

  it('falls back to the next source while the first is silent, under another policy version', async () => {
    await heard('wms', 31);
    await heard('pos', 1);
    await take(level('wms', 1, 7), level('pos', 1, 90));
    expect(await stage.reconsider()).toBe(1);

    expect([shown(), sent.at(-1)?.policyVersion]).toEqual([90, expect.stringMatching(/^p1\+/)]);
    await heard('wms', 0);
    await stage.reconsider();
    expect([shown(), sent.at(-1)?.policyVersion]).toEqual([7, 'p1']);
    expect(sent.map(({ version }) => version)).toEqual([1, 2, 3]);
  });

  it('withholds a location when every source of it has been silent for long', async () => {
    await heard('wms', 601);
    await heard('pos', 9999);
    await take(level('wms', 1, 7));
    await stage.reconsider();

    expect(shown()).toBe(0);
  });

  it('shows nothing of a source in doubt, and what it says once it is verified (I10)', async () => {
    await database.dataSource.query(
      `INSERT INTO source_trust (source, verified, reason)
       VALUES ('wms', false, 'truncated'), ('pos', false, 'truncated')`,
    );
    await take(level('wms', 1, 7));
    await stage.reconsider();
    expect(shown()).toBe(0);
    await database.dataSource.query(`UPDATE source_trust SET verified = true`);
    await stage.reconsider();

    expect(shown()).toBe(7);
  });

  it('takes back what a new snapshot did not state, and nothing else (I10)', async () => {
    await take(level('wms', 1, 7, { key: 'id=1' }), level('wms', 2, 5, { key: 'id=2' }));
    await take(level('wms', 1, 4, { key: 'id=2', epoch: 2 }));
    expect(shown()).toBe(11);
    const word = { source: 'wms', epoch: 2, at: '2026-03-01T11:00:00.000Z' };
    await take(encodeSourceRepaired(word, 3));
    expect(shown()).toBe(4);
    await take(level('wms', 9, 100, { key: 'id=1' }), encodeSourceRepaired(word, 3));

    expect(shown()).toBe(4);
  });
});

const level = (
  system: string,
  position: number,
  units: number,
  over: Partial<StockEventV1['source']> = {},
): KafkaRecord => {
  const source = {
    system,
    connector: 'postgresql',
    table: 'levels',
    key: 'id=1',
    rule: 'level',
    op: 'u' as const,
    epoch: 1,
    position: String(position).padStart(6, '0'),
    order: 'position' as const,
    revision: '0',
    transaction: null,
    topic: 't',
    partition: 0,
    offset: '0',
    ...over,
  };
  const at = '2026-03-01T10:00:00.000Z';
  return encodeStockEvent(`${system}/${source.key}/${source.epoch}/${position}`, {
    kind: 'level',
    effect: 'absolute',
    sku: 'A',
    location: 'depot',
    bucket: 'available_base',
    quantity: String(units),
    retracted: false,
    cause: null,
    occurredAt: at,
    recordedAt: at,
    ingestedAt: at,
    source,
  });
};
