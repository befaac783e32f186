import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  inject,
  it,
  vi,
} from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.js';
import { LateMarket } from '../../../test/support/late-market.js';
import { tokenBucket } from '../../../test/support/limits.js';
import { TestPublisher } from '../../../test/support/publisher.js';
import { LANDS_WITHIN_MS } from './calls/pending.js';

const WAIT = { timeout: 20_000, interval: 20 };
const LIMIT = tokenBucket({ capacity: 1_000, refillPerSecond: 1_000 });

describe('a marketplace that accepts first and applies later', () => {
  let database: TestDatabase;
  let publisher: TestPublisher;
  let market: LateMarket;
  /** milliseconds that the calls' clock is ahead */
  let later = 0;
  let version = 0;

  beforeAll(async () => {
    database = await createTestDatabase(inject('stack').statePostgres, 'accepted');
  });
  afterAll(() => database.drop());
  beforeEach(async () => {
    await database.dataSource.query('TRUNCATE item, publication, channel_lease');
    later = 0;
    version = 0;
  });
  afterEach(() => publisher.stop());

  const start = async (named: boolean) => {
    market = new LateMarket(named);
    const account = { connector: market, limits: [LIMIT] };
    const now = () => performance.now() + later;
    publisher = new TestPublisher(database.dataSource, new Map([['late', account]]), { now });
    await publisher.publisher.start();
  };
  const show = (sku: string, quantity: number) =>
    publisher.change((version += 1), { [sku]: { late: quantity } });
  const untilWritten = (...quantities: readonly number[]) =>
    vi.waitFor(() => {
      expect(market.writes.map(({ quantity }) => quantity)).toEqual(quantities);
    }, WAIT);
  const acknowledged = async () => {
    const [row] = await database.dataSource.query<Record<string, unknown>[]>(
      `SELECT acknowledged_quantity AS quantity, rejected_code AS code FROM publication`,
    );
    return row;
  };
  const untilAcknowledged = (quantity: number) =>
    vi.waitFor(async () => {
      expect(await acknowledged()).toEqual({ quantity, code: null });
    }, WAIT);

  it.each([true, false])(
    'acknowledges what was applied, not what was accepted: job %s',
    async (named) => {
      await start(named);
      await show('A', 7);
      await untilWritten(7);
      await vi.waitFor(() => expect(publisher.taken).toBe(1), WAIT);
      const before = await acknowledged();
      market.land(0);
      await untilAcknowledged(7);

      expect(publisher.taken).toBe(1);
      expect(before).toEqual({ quantity: null, code: null });
      expect(market.writes).toHaveLength(1);
    },
  );

  it('lets an item sell out while an earlier number is still on its way', async () => {
    await start(true);
    await show('A', 7);
    await untilWritten(7);
    await show('A', 0);
    await untilWritten(7, 0);
    market.land(0);
    market.land(1);
    await untilAcknowledged(0);

    expect(market.shown.get('A')).toBe(0);
  });

  it('tells a row that the job has rejected', async () => {
    await start(true);
    await show('A', 7);
    await untilWritten(7);
    market.refuse(0, 'no_such_offer');

    await vi.waitFor(async () => {
      expect(await acknowledged()).toEqual({ quantity: null, code: 'no_such_offer' });
    }, WAIT);
  });

  it.each([true, false])(
    'sends again what was accepted and never applied: job %s',
    async (named) => {
      await start(named);
      await show('A', 7);
      await untilWritten(7);
      later = LANDS_WITHIN_MS;
      await untilWritten(7, 7);
      market.land(1);
      await untilAcknowledged(7);

      expect(market.writes).toHaveLength(2);
    },
  );

  it.each(['push', 'poll', 'readBack'] as const)(
    'loses no number to a connector that throws: %s',
    async (method) => {
      await start(method !== 'readBack');
      market.breaksOnce(method);
      await show('A', 7);
      await vi.waitFor(() => {
        expect(publisher.troubles.join()).toContain(`${method} is broken`);
      }, WAIT);
      await vi.waitFor(() => {
        expect(market.writes.length).toBeGreaterThan(0);
      }, WAIT);
      market.land(0);
      later = LANDS_WITHIN_MS / 2;
      await untilAcknowledged(7);

      expect(market.shown.get('A')).toBe(7);
    },
  );

  it('reads back a job that cannot be asked about for too long', async () => {
    await start(true);
    market.cannotPoll = true;
    await show('A', 7);
    await untilWritten(7);
    market.land(0);
    later = LANDS_WITHIN_MS;
    await untilAcknowledged(7);

    expect(market.reads).toBeGreaterThan(0);
  });

  it('puts right what an older number has replaced, once that has landed late', async () => {
    await start(false);
    await show('A', 7);
    await untilWritten(7);
    await show('A', 2);
    await untilWritten(7, 2);
    market.land(1);
    await untilAcknowledged(2);
    market.land(0);
    later = LANDS_WITHIN_MS;
    await untilWritten(7, 2, 2);
    market.land(2);

    await vi.waitFor(() => expect(market.shown.get('A')).toBe(2), WAIT);
    expect(market.reads).toBeGreaterThan(1);
  });
});
