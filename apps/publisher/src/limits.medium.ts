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
import { limitOf, sandboxConnector, TestPublisher } from '../../../test/support/publisher.js';
import {
  SandboxProcess,
  type SandboxAccount,
  type SandboxCall,
} from '../../../test/support/sandbox.js';

const WAIT = { timeout: 30_000, interval: 50 };
const SKUS = Array.from({ length: 120 }, (_, at) => `SKU-${at}`);

describe('a publisher under limits', () => {
  let database: TestDatabase;
  let dataDir: string;
  let sandbox: SandboxProcess;
  let publisher: TestPublisher;

  beforeAll(async () => {
    database = await createTestDatabase(inject('stack').statePostgres, 'limits');
  });
  afterAll(() => database.drop());
  beforeEach(async () => {
    await database.dataSource.query('TRUNCATE item, publication, channel_lease');
    dataDir = await mkdtemp(join(tmpdir(), 'limits-'));
    sandbox = await SandboxProcess.start(dataDir, {
      'bazaar-capacity': 5,
      'bazaar-refill-per-second': 8,
      'emporium-capacity': 60,
      'emporium-refill-per-second': 120,
    });
  });
  afterEach(async () => {
    await publisher.stop();
    await sandbox.stop();
    await rm(dataDir, { recursive: true });
  });

  const start = async (rowsPerCall: number) => {
    const connect = (account: SandboxAccount) =>
      sandboxConnector(sandbox.url, account, rowsPerCall);
    publisher = new TestPublisher(
      database.dataSource,
      new Map([
        ['bazaar', { connector: connect('bazaar'), limits: [limitOf('bazaar', 5, 8)] }],
        ['emporium', { connector: connect('emporium'), limits: [limitOf('emporium', 60, 120)] }],
      ]),
    );
    await publisher.publisher.start();
  };
  const both = (skus: readonly string[], units: (at: number) => number) =>
    Object.fromEntries(
      skus.map((sku, at) => [sku, { bazaar: units(at), emporium: units(at) }] as const),
    );

  it('never meets a 429 and never exceeds a window, while numbers change all the time', async () => {
    await start(10);
    const until = Date.now() + 6_000;
    let version = 0;
    for (; Date.now() < until; await new Promise((done) => setTimeout(done, 15))) {
      version += 1;
      const at = version;
      await publisher.change(
        at,
        both(SKUS, (item) => item + at),
      );
    }
    const last = Object.fromEntries(SKUS.map((sku, item) => [sku, item + version]));
    await vi.waitFor(async () => {
      expect(await sandbox.quantities('bazaar')).toEqual(last);
      expect(await sandbox.quantities('emporium')).toEqual(last);
    }, WAIT);
    const bazaar = await sandbox.calls('bazaar');
    const emporium = await sandbox.calls('emporium');

    expect([...bazaar, ...emporium].filter(({ status }) => status !== 200)).toEqual([]);
    expect(mostInASecond(bazaar, () => 1)).toBeLessThanOrEqual(5 + 8);
    expect(mostInASecond(emporium, pointsOf)).toBeLessThanOrEqual(60 + 120);
    expect(bazaar.length).toBeGreaterThan(0.8 * 8 * 6);
    for (const sku of SKUS) expect(onlyRises(bazaar, sku)).toBe(true);
  });

  it('lets what goes to zero overtake everything that waits', async () => {
    await start(10);
    await publisher.change(
      1,
      both(SKUS, () => 9),
    );
    await vi.waitFor(async () => {
      expect(Object.keys(await sandbox.quantities('bazaar'))).toHaveLength(SKUS.length);
    }, WAIT);
    await publisher.change(
      2,
      both(SKUS, () => 8),
    );
    await vi.waitFor(
      async () => expect((await sandbox.calls('bazaar')).length).toBeGreaterThan(13),
      WAIT,
    );
    const before = (await sandbox.calls('bazaar')).at(-1)!.seq;
    const at = Date.now();
    await publisher.change(
      3,
      both(['SKU-118', 'SKU-119'], () => 0),
    );
    const zeros = async () =>
      (await sandbox.calls('bazaar', before)).findIndex(({ items }) =>
        items.some(({ sku, quantity }) => sku === 'SKU-119' && quantity === 0),
      );
    await vi.waitFor(async () => expect(await zeros()).toBeGreaterThanOrEqual(0), WAIT);

    expect(await zeros()).toBeLessThanOrEqual(1);
    const overtaking = (await sandbox.calls('bazaar', before))[await zeros()]!;
    expect(Date.parse(overtaking.at) - at).toBeLessThan(1_500);
  });

  it('sends the first change of a burst at once and gathers the rest', async () => {
    await start(50);
    await publisher.change(
      1,
      both(['A'], () => 50),
    );
    await vi.waitFor(async () => expect(await sandbox.calls('bazaar')).toHaveLength(1), WAIT);
    await new Promise((done) => setTimeout(done, 1_000));
    const at = Date.now();
    for (let version = 2; version < 40; version += 1) {
      await publisher.change(
        version,
        both(['A'], () => 50 - version),
      );
    }
    await vi.waitFor(async () => {
      expect(await sandbox.quantities('bazaar')).toEqual({ A: 11 });
    }, WAIT);
    const [, first, ...rest] = await sandbox.calls('bazaar');

    expect(Date.parse(first!.at) - at).toBeLessThan(500);
    expect(rest.length).toBeLessThan(10);
  });
});

const pointsOf = ({ items }: SandboxCall): number => 10 + items.length;

/** The largest sum in any window of one second that begins with a call. */
function mostInASecond(calls: readonly SandboxCall[], cost: (call: SandboxCall) => number): number {
  const sums = calls.map((first) => {
    const from = Date.parse(first.at);
    const within = calls.filter(({ at }) => Date.parse(at) >= from && Date.parse(at) < from + 1000);
    return within.reduce((sum, call) => sum + cost(call), 0);
  });
  return Math.max(...sums);
}

/** Whether an item's numbers, which grow with each version here, were sent in order. */
function onlyRises(calls: readonly SandboxCall[], sku: string): boolean {
  const sent = calls.flatMap(({ items }) => items.filter((row) => row.sku === sku));
  return sent.every(({ quantity }, at) => at === 0 || quantity > (sent[at - 1]?.quantity ?? 0));
}
