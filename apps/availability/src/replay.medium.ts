import type { StockEventV1 } from '#contracts';
import type { RawMessage } from '#messaging';
import { afterAll, expect, inject, it } from 'vitest';
import { Random } from '../../../test/chaos/random.js';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.js';
import { dumpTables } from '../../../test/support/dump-tables.js';
import { shopPolicy } from '../../../test/support/policies.js';
import { shopDay } from '../../../test/support/shop-day.js';
import { stockBatch } from '../../../test/support/stock-messages.js';
import { ApplyBatches } from './apply-batches.js';
import { plainTerms } from './terms/policy-terms.js';

const PARTITIONS = 2;
const EVENTS = 800;
/** Moved on by every batch, though it changes nothing else. */
const PROGRESS = 'stage_progress';

/** What orders of arrival leave behind: numbers of changes, and when they were made. */
const OF_ARRIVAL: Readonly<Record<string, readonly string[]>> = {
  contribution: [],
  item: ['version', 'last_offset', 'applied_at', 'recorded_at'],
  ledger_relation: [],
  location_stock: [],
  stock_position: ['hub_version', 'updated_at'],
};

const databases: TestDatabase[] = [];

async function fresh(): Promise<TestDatabase> {
  const database = await createTestDatabase(inject('stack').statePostgres, 'replay');
  databases.push(database);
  return database;
}

afterAll(() => Promise.all(databases.map((database) => database.drop())));

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
async function deliver(
  { dataSource }: TestDatabase,
  topic: readonly RawMessage[][],
  seed: number,
): Promise<void> {
  const random = new Random(seed);
  const apply = new ApplyBatches(dataSource, {
    current: () => ({ ...plainTerms(shopPolicy()), now: new Date() }),
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

it('leaves every table byte by byte as it was when the topic comes three times over (I2)', async () => {
  const database = await fresh();
  const topic = topicOf(shopDay(7, EVENTS));
  await deliver(database, topic, 1);
  const before = await dumpTables(database.dataSource);
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
    await deliver(database, topic, seed);
    expect(await dumpTables(database.dataSource)).toEqual(before);
  }
}, 180_000);

/** The same messages in another order, save that each row's changes keep theirs. */
function shuffled(messages: readonly RawMessage[], seed: number): RawMessage[] {
  const random = new Random(seed);
  const changes = new Map<string, RawMessage[]>();
  for (const message of messages) {
    changes.set(rowOf(message), [...(changes.get(rowOf(message)) ?? []), message]);
  }
  const turns = messages
    .map((message) => ({ row: rowOf(message), order: random.next() }))
    .toSorted((one, next) => one.order - next.order);
  return turns.flatMap(({ row }) => changes.get(row)?.shift() ?? []);
}

function rowOf({ value, offset }: RawMessage): string {
  try {
    const { source } = JSON.parse(String(value)) as StockEventV1;
    return `${source.system} ${source.table} ${source.key}`;
  } catch {
    return String(offset);
  }
}

/** What there is, whichever way it came about. */
async function settled({ dataSource }: TestDatabase): Promise<Record<string, unknown[]>> {
  const all: Record<string, unknown[]> = {};
  for (const [table, ofArrival] of Object.entries(OF_ARRIVAL)) {
    const rows = await dataSource.query<{ row: string }[]>(
      `SELECT (to_jsonb(t) - $1::text[])::text AS row FROM ${table} AS t ORDER BY 1`,
      [ofArrival],
    );
    all[table] = rows.map(({ row }) => row);
  }
  return all;
}

it('comes to the same stock when rows overtake each other', async () => {
  const isWord = ({ headers }: RawMessage) => !headers['ce_type']?.startsWith('stock.');
  const day = shopDay(11, EVENTS).filter((message) => !isWord(message));
  const inOrder = await fresh();
  await deliver(inOrder, topicOf(day), 1);
  const before = await settled(inOrder);
  expect(before['contribution']?.length).toBeGreaterThan(EVENTS / 4);
  for (const seed of [2, 3]) {
    const database = await fresh();
    await deliver(database, topicOf(shuffled(day, seed)), seed);
    expect(await settled(database)).toEqual(before);
  }
}, 180_000);
