import type { ChannelConnector } from '#channels';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
import {
  limitOf,
  sandboxConnector,
  storeItems,
  TestPublisher,
  type TestAccount,
} from '../../../test/support/publisher.js';
import { SandboxProcess } from '../../../test/support/sandbox.js';

const WAIT = { timeout: 20_000, interval: 20 };

describe('Publisher', () => {
  let database: TestDatabase;
  let dataDir: string;
  let sandbox: SandboxProcess;
  const started: TestPublisher[] = [];

  beforeAll(async () => {
    database = await createTestDatabase(inject('stack').statePostgres, 'publisher');
  });
  afterAll(() => database.drop());
  beforeEach(async () => {
    await database.dataSource.query('TRUNCATE item, publication, channel_lease');
    dataDir = await mkdtemp(join(tmpdir(), 'publisher-'));
    sandbox = await SandboxProcess.start(dataDir);
  });
  afterEach(async () => {
    await Promise.all(started.splice(0).map((publisher) => publisher.stop()));
    await sandbox.stop();
    await rm(dataDir, { recursive: true });
  });

  const bazaar = (connector = sandboxConnector(sandbox.url, 'bazaar')): TestAccount => ({
    connector,
    limits: [limitOf('bazaar', 20, 10)],
  });
  const start = async (timing = {}, account = bazaar()) => {
    const publisher = new TestPublisher(
      database.dataSource,
      new Map([['bazaar', account]]),
      timing,
    );
    started.push(publisher);
    await publisher.publisher.start();
    return publisher;
  };
  const items = (quantities: Record<string, number>) =>
    Object.fromEntries(Object.entries(quantities).map(([sku, units]) => [sku, { bazaar: units }]));
  const stored = (sku: string) =>
    database.dataSource
      .query<Record<string, unknown>[]>(
        `SELECT sent_version, sent_quantity, acknowledged_version, acknowledged_quantity, rejected_code
         FROM publication WHERE sku = $1`,
        [sku],
      )
      .then(([row]) => row);
  const untilAcknowledged = (sku: string, version: number) =>
    vi.waitFor(async () => {
      expect(await stored(sku)).toMatchObject({ acknowledged_version: String(version) });
    }, WAIT);
  const written = async (sku: string) =>
    (await sandbox.calls('bazaar')).flatMap((call) =>
      call.items.filter((item) => item.sku === sku).map(({ quantity }) => quantity),
    );

  it('begins with what is stored, and says what was answered', async () => {
    await storeItems(database.dataSource, 1, items({ A: 3, B: 0 }));
    const { published } = await start();
    await untilAcknowledged('A', 1);

    expect(await sandbox.quantities('bazaar')).toEqual({ A: 3, B: 0 });
    expect(published.map(({ sku, outcome }) => `${sku} ${outcome}`)).toEqual([
      'B applied',
      'A applied',
    ]);
  });

  it('never lets an older number follow a newer one: 5, 4, 5', async () => {
    const publisher = await start();
    await publisher.change(1, items({ A: 5 }));
    await untilAcknowledged('A', 1);
    await sandbox.fault({ account: 'bazaar', kind: 'slow', delayMs: 300 });
    await publisher.change(2, items({ A: 4 }));
    await vi.waitFor(async () => expect(await written('A')).toEqual([5, 4]), WAIT);
    await publisher.change(3, items({ A: 9 }));
    await publisher.change(4, items({ A: 5 }));
    await untilAcknowledged('A', 4);

    expect(await written('A')).toEqual([5, 4, 5]);
  });

  it('acknowledges a new version of a number that is shown already without a call', async () => {
    const publisher = await start();
    await publisher.change(1, items({ A: 5 }));
    await untilAcknowledged('A', 1);
    await publisher.change(2, items({ A: 5 }));
    await untilAcknowledged('A', 2);

    expect(await written('A')).toEqual([5]);
    expect(publisher.published).toHaveLength(1);
  });

  it('reads back after a lost answer, and does not write again what is there', async () => {
    const publisher = await start();
    await sandbox.fault({ account: 'bazaar', kind: 'lose_answer' });
    await publisher.change(1, items({ A: 5 }));
    await untilAcknowledged('A', 1);

    expect([await written('A'), await sandbox.calls('bazaar', 0, 'GET')]).toMatchObject([
      [5],
      [{ status: 200 }],
    ]);
    expect(publisher.published).toMatchObject([{ sku: 'A', version: 1, outcome: 'confirmed' }]);
  });

  it('mends a number that a lost answer left behind, although it was shown once before', async () => {
    const publisher = await start();
    await publisher.change(1, items({ A: 0 }));
    await untilAcknowledged('A', 1);
    await sandbox.fault({ account: 'bazaar', kind: 'lose_answer' });
    await publisher.change(2, items({ A: 7 }));
    await vi.waitFor(async () => expect(await written('A')).toEqual([0, 7]), WAIT);
    await publisher.change(3, items({ A: 0 }));
    await untilAcknowledged('A', 3);

    expect(await sandbox.quantities('bazaar')).toEqual({ A: 0 });
  });

  it('sends again what a failed call did not apply', async () => {
    const publisher = await start();
    await sandbox.fault({ account: 'bazaar', kind: 'fail', times: 2 });
    await publisher.change(1, items({ A: 5 }));
    await untilAcknowledged('A', 1);

    expect(await sandbox.quantities('bazaar')).toEqual({ A: 5 });
  });

  it('goes on by itself when the marketplace comes back', async () => {
    const publisher = await start();
    await sandbox.stop('SIGKILL');
    await publisher.change(1, items({ A: 5 }));
    await vi.waitFor(() => expect(publisher.troubles.join()).toContain('unavailable'), WAIT);
    sandbox = await SandboxProcess.start(dataDir, { port: Number(new URL(sandbox.url).port) });
    await untilAcknowledged('A', 1);

    expect(await sandbox.quantities('bazaar')).toEqual({ A: 5 });
  });

  it('waits as long as a 429 says', async () => {
    const publisher = await start();
    await sandbox.fault({ account: 'bazaar', kind: 'throttle' });
    await publisher.change(1, items({ A: 5 }));
    await untilAcknowledged('A', 1);
    const [refused, accepted] = await sandbox.calls('bazaar');

    expect([refused?.status, accepted?.status]).toEqual([429, 200]);
    expect(Date.parse(accepted!.at) - Date.parse(refused!.at)).toBeGreaterThanOrEqual(495);
    expect(publisher.throttledMs).toBeGreaterThan(400);
  });

  it('tries a rejected listing again only with a newer version', async () => {
    const publisher = await start();
    await publisher.change(1, items({ ' A': 5, B: 1 }));
    await vi.waitFor(async () => {
      expect(await stored(' A')).toMatchObject({ rejected_code: 'sku_invalid' });
    }, WAIT);
    await publisher.change(2, items({ B: 2 }));
    await untilAcknowledged('B', 2);
    expect(await written(' A')).toEqual([5]);
    await publisher.change(3, items({ ' A': 4 }));
    await vi.waitFor(async () => expect(await written(' A')).toEqual([5, 4]), WAIT);

    expect(publisher.published).toContainEqual(
      expect.objectContaining({
        sku: ' A',
        version: 1,
        outcome: 'rejected',
        reason: 'sku_invalid',
      }),
    );
  });

  it('finds the row that a call was refused for, and publishes its neighbours (I8)', async () => {
    const real = sandboxConnector(sandbox.url, 'bazaar');
    const connector: ChannelConnector = {
      capabilities: real.capabilities,
      limits: [],
      push: (rows, context) =>
        rows.some(({ sku }) => sku === 'BAD')
          ? Promise.resolve({ kind: 'refused', code: 'http_400', reason: 'HTTP 400' })
          : real.push(rows, context),
      readBack: (rows, context) => real.readBack(rows, context),
      list: (after, context) => real.list(after, context),
      close: () => real.close(),
    };
    const publisher = await start({}, bazaar(connector));
    await publisher.change(1, items({ A: 1, BAD: 2, C: 3 }));
    await untilAcknowledged('A', 1);
    await untilAcknowledged('C', 1);
    await vi.waitFor(async () => {
      expect(await stored('BAD')).toMatchObject({ rejected_code: 'http_400' });
    }, WAIT);

    expect(await sandbox.quantities('bazaar')).toEqual({ A: 1, C: 3 });
  });

  it('publishes a number whose announcement was missed', async () => {
    await start({ rereadMs: 200 });
    await storeItems(database.dataSource, 1, items({ A: 6 }));
    await untilAcknowledged('A', 1);

    expect(await written('A')).toEqual([6]);
  });
});
