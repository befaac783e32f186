import { resumeChannel } from '#storage';
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, it, vi } from 'vitest';
import { startReceiver, type WebhookSubject } from '../contract/webhook-subject.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { emptyTables } from '../support/empty-tables.js';
import { TestPublisher } from '../support/publisher.js';

const WAIT = { timeout: 30_000, interval: 20 };
const START = new Date('2026-11-27T00:00:00Z');
const HOUR_MS = 3_600_000;
/** Shorter than a lease, as every call of a publisher has to be. */
const TIMEOUT_MS = 2_000;
/** attempts of the whole schedule, by Standard Webhooks */
const ALL_ATTEMPTS = 10;

let database: TestDatabase;
let receiver: WebhookSubject;
let publisher: TestPublisher;

beforeAll(async () => {
  database = await createTestDatabase(inject('stack').statePostgres, 'webhook');
});
afterAll(() => database.drop());
beforeEach(async () => {
  await emptyTables(
    database.dataSource,
    'item, publication, channel_lease, channel_control, operator_action',
  );
  vi.useFakeTimers({ toFake: ['Date'], now: START });
  receiver = await startReceiver({
    timeoutMs: TIMEOUT_MS,
    now: () => new Date(),
    receiver: { now: () => Date.now() },
  });
  receiver.market.seed(['CUP-1', 'CUP-2'].map((sku) => ({ sku, quantity: 5 })));
  const { connector } = receiver;
  const account = { connector, limits: connector.limits };
  publisher = new TestPublisher(database.dataSource, new Map([['shop', account]]), { heedMs: 50 });
  await publisher.publisher.start();
});
afterEach(async () => {
  vi.useRealTimers();
  await publisher.publisher.stop();
  await receiver.close();
});

interface Control {
  readonly failures: number | null;
  readonly next_try_at: Date | null;
  readonly paused_because: string | null;
}

const control = async (): Promise<Control | undefined> => {
  const [row] = await database.dataSource.query<Control[]>(
    'SELECT failures, next_try_at, paused_because FROM channel_control',
  );
  return row;
};
const untilFailed = (times: number) =>
  vi.waitFor(async () => {
    expect((await control())?.failures).toBe(times);
  }, WAIT);
const show = (version: number, cups: number) =>
  publisher.change(version, { 'CUP-1': { shop: cups }, 'CUP-2': { shop: 9 } });
const untilShown = (cups: number) =>
  vi.waitFor(() => {
    expect(Object.fromEntries(receiver.market.shown())).toEqual({ 'CUP-1': cups, 'CUP-2': 9 });
  }, WAIT);
const attempts = () => receiver.market.calls.filter(({ method }) => method === 'POST').length;

/** The till sells one cup before each attempt; the clock goes to where the next one is due. */
const failOn = async (until: (attempt: number) => boolean): Promise<number> => {
  for (let attempt = 1; ; attempt += 1) {
    await untilFailed(attempt);
    if (until(attempt)) return attempt;
    await show(attempt + 1, 100 - attempt);
    const { next_try_at: next } = (await control()) ?? {};
    vi.setSystemTime(next?.getTime() ?? Number.NaN);
  }
};

it('keeps what is newest for a receiver that is down for a day, and tries it by the schedule', async () => {
  receiver.market.down(true);
  await show(1, 100);
  const failed = await failOn(() => Date.now() - START.getTime() > 17 * HOUR_MS);
  receiver.market.down(false);
  const { next_try_at: next } = (await control()) ?? {};
  vi.setSystemTime(next?.getTime() ?? Number.NaN);
  await untilShown(100 - failed + 1);

  expect(failed).toBe(7);
  expect(attempts()).toBe(8);
  expect(Date.now() - START.getTime()).toBeGreaterThan(24 * HOUR_MS);
  await vi.waitFor(async () => {
    expect(await control()).toMatchObject({ failures: null, next_try_at: null });
  }, WAIT);
});

it('is paused after the last attempt, with notice, and gets what is newest once it is resumed', async () => {
  receiver.market.down(true);
  await show(1, 100);
  await failOn((attempt) => attempt === ALL_ATTEMPTS);
  await vi.waitFor(async () => {
    expect((await control())?.paused_because).toMatch(/^no good answer since .*, 10 times$/);
  }, WAIT);
  await show(50, 3);
  receiver.market.down(false);
  vi.setSystemTime(Date.now() + 48 * HOUR_MS);
  const before = attempts();
  await resumeChannel(database.dataSource.manager, 'shop', { actor: 'ann', reason: 'mended' });
  await untilShown(3);

  expect(before).toBe(ALL_ATTEMPTS);
  expect(publisher.troubles.some((trouble) => trouble.includes('paused: no good answer'))).toBe(
    true,
  );
  const actions = await database.dataSource.query<{ actor: string; action: string }[]>(
    'SELECT actor, action FROM operator_action ORDER BY id',
  );
  expect(actions).toEqual([
    { actor: 'publisher', action: 'channel.pause' },
    { actor: 'ann', action: 'channel.resume' },
  ]);
});
