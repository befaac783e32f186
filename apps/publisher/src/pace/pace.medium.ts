import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { Lease } from '../lease/lease.js';
import { keepPaces } from './pace.repository.js';
import type { Pace } from './tell-pace.js';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase(inject('stack').statePostgres, 'pace');
});
afterAll(() => database?.drop());

const pace = (count: number): Pace => ({
  lanes: [{ lane: 'rest', count, oldestSince: null, samples: [] }],
  limits: [],
});
const tell = (epoch: bigint, count: number) =>
  keepPaces(database.dataSource, [[new Lease('bazaar', 'me', epoch, 0, () => 0), pace(count)]]);
const told = async () =>
  database.dataSource.query<object[]>(
    "SELECT lease_epoch, (lanes -> 0 ->> 'count')::int AS count FROM channel_pace",
  );

it("keeps the newest word of an account's owner, never that of one before", async () => {
  await tell(2n, 10);
  await tell(2n, 9);
  expect(await told()).toEqual([{ lease_epoch: '2', count: 9 }]);
  await tell(1n, 99);
  expect(await told()).toEqual([{ lease_epoch: '2', count: 9 }]);
  await tell(3n, 0);
  expect(await told()).toEqual([{ lease_epoch: '3', count: 0 }]);
});
