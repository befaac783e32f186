import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, it, vi } from 'vitest';
import { LANDS_WITHIN_MS } from '../../apps/publisher/src/calls/pending.js';
import { startAmazon, type AmazonSubject } from '../contract/amazon-subject.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { TestPublisher } from '../support/publisher.js';

const WAIT = { timeout: 30_000, interval: 50 };
/** Shorter than a lease, as every call of a publisher has to be. */
const TIMEOUT_MS = 3_500;
const LOOK_AFTER_MS = 60_000;

let database: TestDatabase;
let amazon: AmazonSubject;
let publisher: TestPublisher;
/** milliseconds that the calls' clock is ahead */
let later = 0;

beforeAll(async () => {
  database = await createTestDatabase(inject('stack').statePostgres, 'amazon');
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.dataSource.query('TRUNCATE item, publication, channel_lease');
  later = 0;
  amazon = await startAmazon({ timeoutMs: TIMEOUT_MS }, { applyAfterMs: 3_600_000 });
  amazon.market.seed([
    { sku: 'CUP-1', quantity: 5 },
    { sku: 'CUP-2', quantity: 5 },
  ]);
  const { connector } = amazon;
  const account = { connector, limits: connector.limits };
  const now = () => performance.now() + later;
  publisher = new TestPublisher(database.dataSource, new Map([['amazon', account]]), { now });
  await publisher.publisher.start();
});
afterEach(async () => {
  await publisher.publisher.stop();
  await amazon.close();
});

const show = (version: number, quantities: Readonly<Record<string, number>>) =>
  publisher.change(
    version,
    Object.fromEntries(
      Object.entries(quantities).map(([sku, quantity]) => [sku, { amazon: quantity }]),
    ),
  );
const patches = () => amazon.exchanges.filter(({ method }) => method === 'PATCH').length;
const untilPatched = (times: number) =>
  vi.waitFor(() => {
    expect(patches()).toBe(times);
  }, WAIT);
const acknowledged = () =>
  database.dataSource.query<unknown[]>(
    `SELECT sku, acknowledged_quantity AS quantity FROM publication
     WHERE acknowledged_version IS NOT NULL ORDER BY sku`,
  );

it('takes a quantity for shown once Amazon shows it, not when it is accepted', async () => {
  await show(1, { 'CUP-1': 7, 'CUP-2': 0 });
  await untilPatched(2);
  later = LOOK_AFTER_MS;
  await vi.waitFor(() => {
    expect(amazon.exchanges.some(({ method }) => method === 'GET')).toBe(true);
  }, WAIT);
  const before = await acknowledged();
  amazon.market.settle();
  later = 3 * LOOK_AFTER_MS;

  await vi.waitFor(async () => {
    expect(await acknowledged()).toEqual([
      { sku: 'CUP-1', quantity: 7 },
      { sku: 'CUP-2', quantity: 0 },
    ]);
  }, WAIT);
  expect(before).toEqual([]);
  expect(patches()).toBe(2);
  expect(publisher.published.map(({ outcome }) => outcome)).toEqual(['confirmed', 'confirmed']);
});

it('sends again what Amazon has accepted and never applied', async () => {
  amazon.market.faults.order('never_apply');
  await show(1, { 'CUP-1': 3 });
  await untilPatched(1);
  later = LANDS_WITHIN_MS;
  await untilPatched(2);
  amazon.market.settle();

  expect(amazon.market.shown().get('CUP-1')).toBe(3);
});

it('sends waiting zeros as a feed while single listings cannot be patched, and nothing else', async () => {
  const { push } = amazon.connector;
  const patching = vi.spyOn(amazon.connector, 'push').mockImplementation((rows, context) => {
    if (context.lane === 'reconcile') return push.call(amazon.connector, rows, context);
    return Promise.resolve({ kind: 'unavailable', reason: 'HTTP 503' });
  });
  await show(1, { 'CUP-1': 0, 'CUP-2': 7 });
  await vi.waitFor(() => {
    expect(amazon.exchanges.some(({ url }) => url.pathname.endsWith('/feeds'))).toBe(true);
  }, WAIT);
  amazon.market.settle();
  const shown = Object.fromEntries(amazon.market.shown());

  expect(shown).toEqual({ 'CUP-1': 0, 'CUP-2': 5 });
  patching.mockRestore();
  await vi.waitFor(() => {
    amazon.market.settle();
    expect(Object.fromEntries(amazon.market.shown())).toEqual({ 'CUP-1': 0, 'CUP-2': 7 });
  }, WAIT);
});
