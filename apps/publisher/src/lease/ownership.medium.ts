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
import { createDataSource } from '#storage';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { limitOf, sandboxConnector, TestPublisher } from '../../../../test/support/publisher.js';
import { SandboxProcess } from '../../../../test/support/sandbox.js';
import { markSent, settle } from '../storage/publication.repository.js';
import { LeaseLostError, type Fence } from './lease.js';
import { releaseLeases, takeLeases } from './lease.repository.js';

const WAIT = { timeout: 20_000, interval: 20 };
const AT = new Date('2026-11-02T08:00:00Z');
const desired = (version: number, quantity: number) => ({
  sku: 'A',
  version,
  quantity,
  recordedAt: AT.toISOString(),
});
const applied = (version: number, quantity: number) => ({
  desired: desired(version, quantity),
  step: 'applied' as const,
  rejected: null,
});

describe('the lease of a channel account', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createTestDatabase(inject('stack').statePostgres, 'lease');
  });
  afterAll(() => database.drop());
  beforeEach(() => database.dataSource.query('TRUNCATE item, publication, channel_lease'));

  const take = (owner: string, ttlMs = 5000) =>
    takeLeases(database.dataSource, ['emporium', 'bazaar'], owner, ttlMs);
  const takeBazaar = async (owner: string, ttlMs = 5000): Promise<Fence> => {
    const epoch = (await take(owner, ttlMs)).get('bazaar');
    return { channel: 'bazaar', owner, epoch: epoch ?? 0n };
  };

  it('has one owner, however many ask at once', async () => {
    const owners = Array.from({ length: 12 }, (_, at) => `owner-${at}`);
    const held = await Promise.all(owners.map((owner) => take(owner)));

    expect(held.filter(({ size }) => size > 0)).toHaveLength(1);
    expect(held.find(({ size }) => size > 0)?.size).toBe(2);
  });

  it('keeps its epoch while it is renewed, and gets a higher one with every owner', async () => {
    const first = await takeBazaar('one');
    const renewed = await takeBazaar('one');
    await releaseLeases(database.dataSource, 'one');
    const second = await takeBazaar('two');

    expect([first.epoch, renewed.epoch, second.epoch]).toEqual([1n, 1n, 2n]);
  });

  it('refuses the writes of an owner that was replaced (I4)', async () => {
    const zombie = await takeBazaar('one', 0);
    await markSent(database.dataSource, zombie, [], AT).catch(() => undefined);
    const owner = await takeBazaar('two');
    await markSent(database.dataSource, owner, [desired(2, 7)], AT);
    await settle(database.dataSource, owner, [applied(2, 7)], AT);

    await expect(markSent(database.dataSource, zombie, [desired(3, 9)], AT)).rejects.toThrow(
      LeaseLostError,
    );
    await expect(settle(database.dataSource, zombie, [applied(3, 9)], AT)).rejects.toThrow(
      'the lease of bazaar at epoch 1 no longer belongs to one',
    );
    expect(await database.dataSource.query('SELECT * FROM publication')).toMatchObject([
      { sent_version: '2', acknowledged_version: '2', acknowledged_quantity: 7 },
    ]);
  });

  it('lets no owner write once it has run out, even if nobody else took it', async () => {
    const late = await takeBazaar('one', 0);

    await expect(markSent(database.dataSource, late, [desired(1, 1)], AT)).rejects.toThrow(
      LeaseLostError,
    );
  });

  it('makes a new owner wait for a write that is under way', async () => {
    const old = await takeBazaar('one', 0);
    const runner = database.dataSource.createQueryRunner();
    await runner.startTransaction();
    await runner.query('SELECT 1 FROM channel_lease WHERE channel = $1 AND epoch = $2 FOR SHARE', [
      old.channel,
      old.epoch.toString(),
    ]);
    let taken = false;
    const taking = takeBazaar('two').then(() => (taken = true));
    await new Promise((done) => setTimeout(done, 150));
    const during = taken;
    await runner.commitTransaction();
    await runner.release();
    await taking;

    expect([during, taken]).toEqual([false, true]);
  });

  it('lets no older version replace a newer one (I5)', async () => {
    const owner = await takeBazaar('one');
    const send = (version: number) =>
      markSent(database.dataSource, owner, [desired(version, version)], AT);
    const accept = (version: number) =>
      settle(database.dataSource, owner, [applied(version, version)], AT);
    expect([...(await send(3))]).toEqual(['A']);
    await accept(3);
    expect([...(await send(2))]).toEqual([]);
    await accept(2);

    expect(await database.dataSource.query('SELECT * FROM publication')).toMatchObject([
      { sent_version: '3', acknowledged_version: '3', acknowledged_quantity: 3 },
    ]);
  });
});

describe('publishers that share accounts', () => {
  let database: TestDatabase;
  let dataDir: string;
  let sandbox: SandboxProcess;
  const started: TestPublisher[] = [];

  beforeAll(async () => {
    database = await createTestDatabase(inject('stack').statePostgres, 'owners');
  });
  afterAll(() => database.drop());
  beforeEach(async () => {
    await database.dataSource.query('TRUNCATE item, publication, channel_lease');
    dataDir = await mkdtemp(join(tmpdir(), 'owners-'));
    sandbox = await SandboxProcess.start(dataDir);
  });
  afterEach(async () => {
    await Promise.all(started.splice(0).map((publisher) => publisher.stop()));
    await sandbox.stop();
    await rm(dataDir, { recursive: true });
  });

  const start = async (dataSource = database.dataSource) => {
    const account = {
      connector: sandboxConnector(sandbox.url, 'bazaar'),
      limits: [limitOf('bazaar', 20, 10)],
    };
    const publisher = new TestPublisher(dataSource, new Map([['bazaar', account]]), {
      leaseMs: 4500,
    });
    started.push(publisher);
    await publisher.publisher.start();
    return publisher;
  };
  const untilShown = (quantity: number) =>
    vi.waitFor(async () => {
      expect(await sandbox.quantities('bazaar')).toEqual({ A: quantity });
    }, WAIT);

  it('leave each account to one of them, and take over when it stops', async () => {
    const first = await start();
    const second = await start();
    await first.change(1, { A: { bazaar: 5 } });
    await untilShown(5);
    await first.publisher.stop();
    await second.change(2, { A: { bazaar: 3 } });
    await untilShown(3);

    const skus = (publisher: TestPublisher) => publisher.published.map(({ version }) => version);
    expect([skus(first), skus(second)]).toEqual([[1], [2]]);
  });

  it('take over from one that died between sending and noting the answer', async () => {
    const mortal = await createDataSource(database.url, 'mortal').initialize();
    const first = await start(mortal);
    await first.change(1, { A: { bazaar: 5 } });
    await untilShown(5);
    await sandbox.fault({ account: 'bazaar', kind: 'slow', delayMs: 600 });
    await first.change(2, { A: { bazaar: 4 } });
    await untilShown(4);
    await mortal.destroy();
    const second = await start();
    await vi.waitFor(() => expect(second.published).toHaveLength(1), WAIT);

    expect(second.published).toMatchObject([{ version: 2, quantity: 4, outcome: 'confirmed' }]);
    const writes = await sandbox.calls('bazaar');
    expect(writes.map(({ items }) => items[0]?.quantity)).toEqual([5, 4]);
  });
});
