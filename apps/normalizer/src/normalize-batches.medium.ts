import { topicsOf, type KafkaRecord, type StockEventV1 } from '#contracts';
import type { Policy } from '#config';
import type { RecordProducer } from '#messaging';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.js';
import {
  batchOf,
  item,
  items,
  level,
  levels,
  message,
  place,
  places,
  source,
} from '../../../test/support/pos-messages.js';
import { NormalizeBatches } from './normalize-batches.js';
import { SourceCatalog } from './source-catalog.js';

const policy = {
  sources: {
    pos: {
      pack: 'connectors/opensourcepos',
      timeZone: 'Europe/London',
      database: { name: 'ospos' },
    },
  },
  locations: {
    'store-leeds': { source: 'pos', name: 'Leeds', kind: 'store', fallbacks: [], precedence: {} },
  },
  channels: {},
  policyVersion: 'test',
} as unknown as Policy;

describe('NormalizeBatches', () => {
  let database: TestDatabase;
  let sent: KafkaRecord[];
  let normalize: NormalizeBatches;
  let crash = false;

  beforeAll(async () => {
    database = await createTestDatabase(inject('stack').statePostgres, 'normalizer');
    const producer = {
      send: (_: string, records: readonly KafkaRecord[]) => {
        sent.push(...records);
        return crash ? Promise.reject(new Error('crash')) : Promise.resolve();
      },
    } as unknown as RecordProducer;
    const catalog = new SourceCatalog(policy, 'shelfwire.yaml', '');
    normalize = new NormalizeBatches(database.dataSource, producer, catalog, topicsOf(''));
  });
  afterAll(() => database.drop());
  beforeEach(async () => {
    sent = [];
    crash = false;
    await database.dataSource.query(
      `TRUNCATE stage_progress, reference_entry, source_row, waiting_change, parked_message,
                source_heartbeat, source_trust, source_epoch`,
    );
  });

  const events = () => sent.map(({ value }) => JSON.parse(value) as StockEventV1);
  const numbers = () =>
    events().map(({ sku, quantity, retracted }) => `${sku} ${retracted ? 'gone' : quantity}`);
  const waiting = async () =>
    (
      await database.dataSource.query<{ awaits: string }[]>('SELECT awaits FROM waiting_change')
    ).map(({ awaits }) => awaits);

  it('translates a level once its references have arrived, and holds it until then', async () => {
    await normalize.handle(levels(0, level(10, 5)));
    expect([sent, await waiting()]).toEqual([[], ['ospos_items:10']]);

    await normalize.handle(items(0, item(20, 'SKU-10')));
    expect(await waiting()).toEqual(['ospos_stock_locations:1']);
    await normalize.handle(places(0, place(30)));

    expect([numbers(), await waiting()]).toEqual([['SKU-10 5'], []]);
  });

  it('translates what one fetch brings of several tables, references first', async () => {
    await normalize.handle([
      ...levels(0, level(40, 5)),
      ...items(0, item(20, 'A')),
      ...places(0, place(30)),
    ]);

    expect([numbers(), await waiting()]).toEqual([['A 5'], []]);
  });

  it('re-keys what a reference translated when it changes', async () => {
    await normalize.handle(items(0, item(20, 'OLD')));
    await normalize.handle(places(0, place(30)));
    await normalize.handle(levels(0, level(40, 5)));
    sent = [];
    await normalize.handle(items(1, item(50, 'NEW')));

    expect(numbers()).toEqual(['NEW 5', 'OLD gone']);
  });

  it('re-keys by the newest change of a row, also when that one had to wait', async () => {
    await normalize.handle(items(0, item(20, 'A')));
    await normalize.handle(places(0, place(30)));
    await normalize.handle(levels(0, level(40, 5)));
    await normalize.handle(items(1, item(50, '')));
    await normalize.handle(levels(1, level(60, 7)));
    expect(await waiting()).toEqual(['ospos_items:10', 'ospos_items:10']);
    await normalize.handle(items(2, item(70, 'B')));
    sent = [];
    await normalize.handle(items(3, item(80, 'C')));

    expect(numbers()).toContain('C 7');
    expect(numbers()).not.toContain('C 5');
  });

  it('repeats the very same events when a crash comes before the commit (I1, I2)', async () => {
    await normalize.handle(items(0, item(20, 'A')));
    await normalize.handle(places(0, place(30)));
    crash = true;
    await expect(normalize.handle(levels(0, level(40, 5)))).rejects.toThrow('crash');
    const before = sent.map(({ headers }) => headers['ce_id']);
    crash = false;
    sent = [];
    await normalize.handle(levels(0, level(40, 5)));
    await normalize.handle(levels(0, level(40, 5)));

    expect(sent.map(({ headers }) => headers['ce_id'])).toEqual(before);
  });

  it('takes back what a crash has stated under a name that was not stored (I1)', async () => {
    await normalize.handle(items(0, item(20, 'A')));
    await normalize.handle(places(0, place(30)));
    await normalize.handle(levels(0, level(40, 5)));
    crash = true;
    await expect(normalize.handle(items(1, item(50, 'B')))).rejects.toThrow('crash');
    crash = false;
    sent = [];
    await normalize.handle(
      levels(1, { ...level(60, 5), op: 'd', before: level(60, 5).after, after: null }),
    );
    await normalize.handle(items(1, item(50, 'B')));

    expect(numbers()).toEqual(['A gone', 'B gone']);
  });

  it('takes back what a crash has stated under the name of a reference that was redriven (I1)', async () => {
    await normalize.handle(items(0, item(20, 'A')));
    await normalize.handle(places(0, place(30)));
    await normalize.handle(levels(0, level(40, 5)));
    await normalize.handle(items(1, { ...item(50, 'B'), op: 'x' }));
    await database.dataSource.query(
      `UPDATE parked_message SET state = 'redriving', edited_value = $1`,
      [Buffer.from(JSON.stringify(item(50, 'B')))],
    );
    crash = true;
    await expect(normalize.redrive(10)).rejects.toThrow('crash');
    crash = false;
    sent = [];
    const gone = { ...level(60, 5), op: 'd', before: level(60, 5).after, after: null };
    await normalize.handle(levels(1, gone));
    expect((await normalize.redrive(10)).taken).toBe(1);

    expect(numbers()).toEqual(['A gone', 'B gone']);
  });

  it('parks poison with its bytes and translates its neighbours (I8)', async () => {
    await normalize.handle(items(0, item(20, 'A')));
    await normalize.handle(places(0, place(30)));
    const broken = { ...message(0n, '{"item_id":10}', {}), value: Buffer.from('{"op":"u","aft') };
    const good = { ...message(1n, '{"item_id":10}', level(40, 7)) };
    await normalize.handle(batchOf('ospos_item_quantities', [broken, good]));

    const parked = await database.dataSource.query<{ code: string; value: Buffer }[]>(
      'SELECT code, value FROM parked_message',
    );
    expect(parked.map(({ code, value }) => [code, value.toString()])).toEqual([
      ['json.malformed', '{"op":"u","aft'],
    ]);
    expect(numbers()).toEqual(['A 7']);
  });

  it("hears a beat of the source, and none in a snapshot's read of the heartbeat's row (I9)", async () => {
    const heard = () => database.dataSource.query<unknown[]>('SELECT source FROM source_heartbeat');
    const beat = (op: string) => ({ op, after: { id: 1 }, source: source(10) });
    const beatOf = (offset: bigint, op: string) =>
      batchOf('shelfwire_heartbeat', [message(offset, '{"id":1}', beat(op))]);
    await normalize.handle(beatOf(0n, 'r'));
    expect(await heard()).toEqual([]);
    await normalize.handle(beatOf(1n, 'u'));
    expect(await heard()).toEqual([{ source: 'pos' }]);
  });

  it('leaves a tombstone alone', async () => {
    const tombstone = { ...message(0n, '{"item_id":10}', {}), value: null };
    await normalize.handle(batchOf('ospos_item_quantities', [tombstone]));

    const parked = await database.dataSource.query<unknown[]>('SELECT code FROM parked_message');
    expect([sent, parked]).toEqual([[], []]);
  });

  it('puts a source in doubt whose table is truncated, once (I10)', async () => {
    const truncated = { op: 't', source: source(9) };
    await normalize.handle(levels(0, truncated));
    await normalize.handle(levels(1, truncated));

    const trust = await database.dataSource.query<unknown[]>(
      `SELECT source, verified, split_part(reason, ':', 1) AS reason FROM source_trust`,
    );
    expect(trust).toEqual([{ source: 'pos', verified: false, reason: 'change.truncate' }]);
  });

  it('puts a source in doubt for the epoch of the message, and not for one that is over (I10)', async () => {
    const truncated = { op: 't', source: source(9) };
    await database.dataSource.query(
      `INSERT INTO source_epoch (source, epoch, topic, partition, from_offset)
       VALUES ('pos', 2, 'cdc.pos.ospos.ospos_item_quantities', 0, 1)`,
    );
    await database.dataSource.query(`INSERT INTO source_trust (source, epoch) VALUES ('pos', 2)`);
    const trust = () =>
      database.dataSource.query<unknown[]>('SELECT verified, doubted_in FROM source_trust');
    await normalize.handle(levels(0, truncated));
    const afterOld = await trust();
    await normalize.handle(levels(1, truncated));

    expect(afterOld).toEqual([{ verified: true, doubted_in: 0 }]);
    expect(await trust()).toEqual([{ verified: false, doubted_in: 2 }]);
  });

  it('reads what comes after the beginning of a new history as of that epoch', async () => {
    await normalize.handle(items(0, item(1, 'A')));
    await normalize.handle(places(0, place(2)));
    await database.dataSource.query(
      `INSERT INTO source_epoch (source, epoch, topic, partition, from_offset)
       VALUES ('pos', 2, 'cdc.pos.ospos.ospos_item_quantities', 0, 1)`,
    );
    await normalize.handle(levels(0, level(10, 5)));
    await normalize.handle(levels(1, level(3, 6)));

    expect(events().map((event) => [event.source.epoch, event.quantity])).toEqual([
      [1, '5'],
      [2, '6'],
    ]);
  });
});
