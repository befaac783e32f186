import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { explanationFaults } from '../../../../../test/oracle/explained-number.js';
import { startApi, type ApiServer } from '../../../../../test/support/api-server.js';
import { createTestDatabase, type TestDatabase } from '../../../../../test/support/database.js';
import {
  fillLedger,
  type Sample,
} from '../../../../../test/support/explained-ledger/fill-ledger.js';
import { POLICIES } from '../../../../../test/support/explained-ledger/world.js';

const SIZE = { items: 300, lines: 12_000, hotItems: 2, linesOfHot: 2_000 };
const SAMPLES = 120;

let database: TestDatabase;
let api: ApiServer;
let samples: readonly Sample[];

beforeAll(async () => {
  database = await createTestDatabase(inject('stack').statePostgres, 'explained');
  samples = await fillLedger(database.dataSource, SIZE, SAMPLES);
  await database.dataSource.query('ANALYZE');
  api = await startApi(database.url, POLICIES[1]);
});
afterAll(async () => {
  await api?.close();
  await database?.drop();
});

it('explains every number of now and of any past moment to the unit, down to rows and claims', async () => {
  const faults: string[] = [];
  for (const { sku, numbers, atMs, isNewest } of samples) {
    const moment = isNewest ? '' : `&at=${new Date(atMs).toISOString()}`;
    const { status, body } = await api.get(`/v1/explain?sku=${sku}${moment}`);
    if (status !== 200) faults.push(`${sku}${moment}: ${JSON.stringify(body)}`);
    for (const [channel, published] of Object.entries(numbers)) {
      const found = explanationFaults(body, channel, published, { rowsAreLevels: true });
      faults.push(...found.map((fault) => `${sku}${moment} ${channel}: ${fault}`));
    }
  }
  expect(faults).toEqual([]);
  expect(samples.filter(({ isNewest }) => isNewest)).toHaveLength(SAMPLES / 2);
});
