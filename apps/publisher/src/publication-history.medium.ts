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
import { forgetSteps } from './storage/publication-step.repository.js';

const WAIT = { timeout: 20_000, interval: 20 };
const LIMIT = tokenBucket({ capacity: 1_000, refillPerSecond: 1_000 });
const DAY_MS = 86_400_000;

describe('the history of what a listing was told', () => {
  let database: TestDatabase;
  let publisher: TestPublisher;
  let market: LateMarket;

  beforeAll(async () => {
    database = await createTestDatabase(inject('stack').statePostgres, 'steps');
  });
  afterAll(() => database?.drop());
  beforeEach(async () => {
    await database.dataSource.query('TRUNCATE item, publication, publication_step, channel_lease');
    market = new LateMarket(false);
    const accounts = new Map([['late', { connector: market, limits: [LIMIT] }]]);
    publisher = new TestPublisher(database.dataSource, accounts);
    await publisher.publisher.start();
  });
  afterEach(() => publisher.stop());

  const steps = async () => {
    const rows = await database.dataSource.query<{ text: string }[]>(
      `SELECT concat_ws(' ', step, version, quantity) AS text FROM publication_step ORDER BY at, (step <> 'sent')`,
    );
    return rows.map(({ text }) => text);
  };
  const untilSteps = (...texts: readonly string[]) =>
    vi.waitFor(async () => expect(await steps()).toEqual(texts), WAIT);

  it('has every step with its version, from the sending to the read-back', async () => {
    await publisher.change(1, { A: { late: 7 } });
    await untilSteps('sent 1 7', 'accepted 1 7');
    market.land(0);
    await untilSteps('sent 1 7', 'accepted 1 7', 'confirmed 1 7');
    await publisher.change(2, { A: { late: 7 } });
    await untilSteps('sent 1 7', 'accepted 1 7', 'confirmed 1 7', 'unchanged 2 7');

    expect(market.writes).toHaveLength(1);
  });

  it('is only added to, and forgets what is older than it is kept', async () => {
    const { dataSource } = database;
    await publisher.change(1, { A: { late: 7 } });
    await untilSteps('sent 1 7', 'accepted 1 7');
    await expect(dataSource.query('UPDATE publication_step SET quantity = 9')).rejects.toThrow(
      'what was published is append-only',
    );
    const now = Date.now();
    const kept = await forgetSteps(dataSource, 90, new Date(now + 89 * DAY_MS));
    const gone = await forgetSteps(dataSource, 90, new Date(now + 91 * DAY_MS));

    expect([kept, gone]).toEqual([0, 2]);
    expect(await steps()).toEqual([]);
  });
});
