import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { composeCase } from './compose-message.js';
import { CorpusRun } from './corpus-run.js';
import { expectedOf, readCases } from './read-cases.js';

const cases = readCases();

let database: TestDatabase;
let run: CorpusRun;

beforeAll(async () => {
  database = await createTestDatabase(inject('stack').statePostgres, 'corpus');
  run = new CorpusRun(database.dataSource);
});
afterAll(() => database.drop());
beforeEach(() => run.begin());

describe('every message of the corpus is applied, ignored, waits or is parked, and ends no process', () => {
  it.each(cases)('$theme: $name', async (corpusCase) => {
    expect(await run.play(corpusCase)).toEqual(corpusCase.messages.map(expectedOf));
    expect(await run.parkedLater()).toEqual([]);
    const atEnd = await run.stockAtEnd();
    expect(corpusCase.stock ?? atEnd).toEqual(atEnd);
  });
});

it('parks the same ones where one fetch brings all of them (I8)', async () => {
  // behind one that waits the later changes of its row would wait, too
  const alone = cases.filter(
    ({ messages }) => messages.length === 1 && messages[0]?.wait === undefined,
  );
  const messages = alone.flatMap((each, index) => composeCase(each, 100 + index));
  const toBeParked = messages
    .filter(({ given }) => given.park !== undefined)
    .map(({ topic, raw }) => `${topic}/${raw.offset}`);

  expect((await run.playTogether(messages)).toSorted()).toEqual(toBeParked.toSorted());
  expect(await run.parkedLater()).toEqual([]);
});
