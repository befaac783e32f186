import { afterAll, beforeAll, beforeEach, expect, inject, it } from 'vitest';
import { CorpusRun } from '../../../../test/corpus/corpus-run.js';
import { composeCase } from '../../../../test/corpus/compose-message.js';
import { corpusMessage } from '../../../../test/corpus/read-cases.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.js';

let database: TestDatabase;
let run: CorpusRun;

beforeAll(async () => {
  database = await createTestDatabase(inject('stack').statePostgres, 'redrive');
  run = new CorpusRun(database.dataSource);
});
afterAll(() => database.drop());
beforeEach(() => run.begin());

const level = (quantity: string) => corpusMessage.parse({ on: 'till.levels', row: { quantity } });
const mended = (quantity: string, place: number): Buffer =>
  composeCase({ messages: Array.from({ length: place }, () => level(quantity)) }, 0).at(-1)?.raw
    .value ?? Buffer.alloc(0);
const want = (edited: Buffer | null) =>
  database.dataSource.query(
    `UPDATE parked_message SET state = 'redriving', edited_value = $1 WHERE state = 'parked'`,
    [edited],
  );
const parked = () =>
  database.dataSource.query<unknown[]>('SELECT state, attempts, code FROM parked_message');

it('makes the stock right by bytes that a person mended, and does it once', async () => {
  await run.play({ messages: [level('many')] });
  await want(mended('7', 1));
  expect(await run.redrive()).toBe(1);
  expect(await run.redrive()).toBe(0);
  expect(await run.stockAtEnd()).toEqual({ 'A@leeds': '7' });
  expect(await parked()).toEqual([{ state: 'redriven', attempts: 1, code: 'change.bad_quantity' }]);
});

it('leaves the truth of a newer change of the row (I2, I3)', async () => {
  await run.play({ messages: [level('many'), level('9')] });
  await want(mended('7', 1));
  await run.redrive();
  expect(await run.stockAtEnd()).toEqual({ 'A@leeds': '9' });
  expect(await parked()).toMatchObject([{ state: 'superseded' }]);
});

it('leaves a newer row in place where the older change deleted it, for items that are renamed', async () => {
  await run.play({ messages: [level('many'), level('9')] });
  const gone = corpusMessage.parse({ on: 'till.levels', op: 'd' });
  await want(composeCase({ messages: [gone] }, 0)[0]?.raw.value ?? null);
  await run.redrive();
  expect(await run.stockAtEnd()).toEqual({ 'A@leeds': '9' });
  const rows = await database.dataSource.query<unknown[]>('SELECT row_key FROM source_row');
  expect(rows).toEqual([{ row_key: 'item_id=10,place_id=1' }]);
});

it('parks again what still cannot work, with its new reason', async () => {
  await run.play({ messages: [level('many')] });
  await want(Buffer.from('{'));
  await run.redrive();
  expect(await parked()).toEqual([{ state: 'parked', attempts: 2, code: 'json.malformed' }]);
});
