import { distrustSource } from '#connect';
import type { Policy } from '#config';
import { topicsOf } from '#contracts';
import { createKafka, type RecordProducer } from '#messaging';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { SourceCatalog } from '../source-catalog.js';
import { SourceRepair } from './source-repair.js';

const POS = { pack: 'connectors/opensourcepos', timeZone: 'UTC', database: { name: 'ospos' } };
const policy = {
  sources: { pos: POS },
  locations: {},
  channels: {},
  policyVersion: 'test',
} as unknown as Policy;
const SILENT = { send: () => Promise.resolve() } as unknown as RecordProducer;

describe('SourceRepair', () => {
  let database: TestDatabase;
  let repair: SourceRepair;

  beforeAll(async () => {
    const { kafkaBrokers, statePostgres } = inject('stack');
    database = await createTestDatabase(statePostgres, 'repair');
    const admin = createKafka(kafkaBrokers, 'repair-test').admin();
    const catalog = new SourceCatalog(policy, 'shelfwire.yaml', '');
    repair = new SourceRepair(database.dataSource, admin, SILENT, catalog, topicsOf(''));
  });
  afterAll(async () => {
    await repair.close();
    await database.drop();
  });
  beforeEach(() => database.dataSource.query('TRUNCATE source_trust'));

  /** A source whose snapshot of an epoch was read, told and heard to its end. */
  const snapshotOf = (epoch: number) =>
    database.dataSource.query(
      `INSERT INTO source_trust AS trust
         (source, epoch, streaming_since, read_ends, announced_ends)
       VALUES ('pos', $1, now() - interval '1 hour', '{}', '{}')
       ON CONFLICT (source) DO UPDATE SET epoch = excluded.epoch,
         streaming_since = excluded.streaming_since, read_ends = '{}', announced_ends = '{}'`,
      [epoch],
    );
  const verified = async () => (await repair.step()).map(({ source }) => source);

  it('vouches for a source once a later epoch was read to its end (I10)', async () => {
    await snapshotOf(2);
    await distrustSource(database.dataSource.manager, 'pos', 'its log is gone');
    await snapshotOf(3);

    expect(await verified()).toEqual(['pos']);
  });

  it('takes no earlier snapshot for the repair of a doubt that came after it (I10)', async () => {
    await snapshotOf(2);
    await distrustSource(database.dataSource.manager, 'pos', 'its log is gone');

    expect(await verified()).toEqual([]);
  });
});
