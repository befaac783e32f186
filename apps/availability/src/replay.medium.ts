import type { RawMessage } from '#messaging';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { Random } from '../../../test/chaos/random.js';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.js';
import { shopPolicy } from '../../../test/support/policies.js';
import { shopDay } from '../../../test/support/shop-day.js';
import { stockBatch } from '../../../test/support/stock-messages.js';
import { ApplyBatches } from './apply-batches.js';
import { plainTerms } from './terms/policy-terms.js';

const PARTITIONS = 2;
const EVENTS = 800;
/** Moved on by every batch, though it changes nothing else. */
const PROGRESS = 'stage_progress';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase(inject('stack').statePostgres, 'replay');
});
afterAll(() => database.drop());

/** The topic: every item in one partition, offsets without gaps. */
function topicOf(messages: readonly RawMessage[]): RawMessage[][] {
  const topic: RawMessage[][] = Array.from({ length: PARTITIONS }, () => []);
  for (const message of messages) {
    const partition = topic[(message.key?.at(-1) ?? 0) % PARTITIONS] ?? [];
    partition.push({ ...message, offset: BigInt(partition.length) });
  }
  return topic;
}

/** Delivers everything from the start, in batches cut by chance. */
async function deliver(topic: readonly RawMessage[][], seed: number): Promise<void> {
  const random = new Random(seed);
  const apply = new ApplyBatches(database.dataSource, {
    current: () => plainTerms(shopPolicy()),
  });
  const position = topic.map(() => 0);
  while (position.some((from, partition) => from < (topic[partition]?.length ?? 0))) {
    const batches = topic.flatMap((messages, partition) => {
      const from = position[partition] ?? 0;
      const slice = messages.slice(from, from + Math.floor(random.between(0, 60)));
      position[partition] = from + slice.length;
      return slice.length > 0 ? [stockBatch(partition, slice)] : [];
    });
    if (batches.length > 0) await apply.handle(batches, () => 0n);
  }
}

/** Every row of every table, as text. */
async function dump(): Promise<Record<string, unknown[]>> {
  const { dataSource } = database;
  const tables = await dataSource.query<{ name: string }[]>(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`,
  );
  const all: Record<string, unknown[]> = {};
  for (const { name } of tables.filter((table) => table.name !== PROGRESS)) {
    const rows = await dataSource.query<{ row: string }[]>(
      `SELECT t::text AS row FROM ${name} AS t ORDER BY 1`,
    );
    all[name] = rows.map(({ row }) => row);
  }
  return all;
}

it('leaves every table byte by byte as it was when the topic comes three times over (I2)', async () => {
  const topic = topicOf(shopDay(7, EVENTS));
  await deliver(topic, 1);
  const before = await dump();
  const filled = Object.keys(before).filter((table) => before[table]?.length !== 0);
  expect(filled).toEqual(
    expect.arrayContaining([
      'contribution',
      'item',
      'ledger_line',
      'ledger_head',
      'parked_message',
    ]),
  );
  for (const seed of [2, 3, 4]) {
    await database.dataSource.query(`UPDATE ${PROGRESS} SET applied = 0, announced = 0`);
    await deliver(topic, seed);
    expect(await dump()).toEqual(before);
  }
}, 180_000);
