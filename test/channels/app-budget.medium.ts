import type { LimitDimension } from '#channels';
import { afterAll, afterEach, beforeAll, expect, inject, it, vi } from 'vitest';
import { bucketOf } from '../../apps/sandbox/src/amazon/quotas.js';
import { startAmazon, type AmazonSubject } from '../contract/amazon-subject.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { storeItems, TestPublisher } from '../support/publisher.js';

const WAIT = { timeout: 60_000, interval: 100 };
const TIMEOUT_MS = 3_500;
/** Requests of the app, for both accounts together. */
const APP = { capacity: 20, refillPerSecond: 20 };
const AMPLE = { capacity: 10_000, refillPerSecond: 10_000 };
const CHANNELS = ['amazon_de', 'amazon_fr'] as const;
const LISTINGS = Array.from({ length: 60 }, (_, at) => ({ sku: `CUP-${at}`, quantity: 5 }));

let database: TestDatabase;
let subjects: readonly AmazonSubject[] = [];
let publishers: readonly TestPublisher[] = [];

beforeAll(async () => {
  database = await createTestDatabase(inject('stack').statePostgres, 'app_budget');
});
afterAll(() => database.drop());
afterEach(async () => {
  await Promise.all(publishers.map(({ publisher }) => publisher.stop()));
  await Promise.all(subjects.map((subject) => subject.close()));
});

/** Amazon's, ample for the account, and less for the app. */
const limitsOf = ({ connector }: AmazonSubject): readonly LimitDimension[] =>
  connector.limits.map((limit) => ({ ...limit, ...(limit.scope === 'app' ? APP : AMPLE) }));

it("keeps an app's limit where two processes publish two of its accounts at once", async () => {
  const appQuota = bucketOf(APP, () => performance.now());
  const open = () => startAmazon({ timeoutMs: TIMEOUT_MS }, { appQuota, applyAfterMs: 0 });
  subjects = [await open(), await open()];
  for (const { market } of subjects) market.seed(LISTINGS);
  const numbers = Object.fromEntries(CHANNELS.map((channel) => [channel, 9]));
  const items = LISTINGS.map(({ sku }) => [sku, numbers] as const);
  await storeItems(database.dataSource, 1, Object.fromEntries(items));
  // Each is what a process of its own would be: nothing but the database is shared.
  publishers = subjects.map((subject, at) => {
    const account = { connector: subject.connector, limits: limitsOf(subject) };
    return new TestPublisher(database.dataSource, new Map([[CHANNELS[at] ?? '', account]]));
  });
  const startedMs = performance.now();
  await Promise.all(publishers.map(({ publisher }) => publisher.start()));
  await vi.waitFor(() => {
    const shown = subjects.map(({ market }) => [...market.shown().values()]);
    expect(shown).toEqual(CHANNELS.map(() => LISTINGS.map(() => 9)));
  }, WAIT);
  const seconds = (performance.now() - startedMs) / 1000;
  const calls = subjects.flatMap(({ market }) => market.calls);

  expect(calls.filter(({ status }) => status === 429)).toEqual([]);
  expect(calls.length).toBeGreaterThanOrEqual(2 * LISTINGS.length);
  // What one process alone gets of it is half of what both get.
  expect(seconds).toBeLessThan((2 * calls.length) / APP.refillPerSecond);
});
