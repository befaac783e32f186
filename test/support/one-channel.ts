import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject, vi } from 'vitest';
import type { AccountRules } from '../../apps/publisher/src/create-publisher.js';
import { createTestDatabase, type TestDatabase } from './database.js';
import { limitOf, sandboxConnector, TestPublisher } from './publisher.js';
import { SandboxProcess } from './sandbox.js';

const WAIT = { timeout: 20_000, interval: 20 };
const HEED_MS = 100;

/** One channel, `bazaar`: its publisher, the sandbox marketplace, and the database between them. */
export class OneChannel {
  /** milliseconds that the clock of calls is ahead */
  later = 0;
  private running: TestPublisher | undefined;

  private constructor(
    readonly database: TestDatabase,
    private readonly dataDir: string,
    readonly sandbox: SandboxProcess,
  ) {}

  static async open(name: string): Promise<OneChannel> {
    const database = await createTestDatabase(inject('stack').statePostgres, name);
    const dataDir = await mkdtemp(join(tmpdir(), `${name}-`));
    return new OneChannel(database, dataDir, await SandboxProcess.start(dataDir));
  }

  async close(): Promise<void> {
    await this.stop();
    await this.sandbox.stop();
    await this.database.drop();
    await rm(this.dataDir, { recursive: true });
  }

  get manager() {
    return this.database.dataSource.manager;
  }

  get publisher(): TestPublisher {
    if (!this.running) throw new Error('no publisher was started');
    return this.running;
  }

  async start(rules: Partial<AccountRules> = {}): Promise<void> {
    const connector = sandboxConnector(this.sandbox.url, 'bazaar');
    const account = { connector, limits: [limitOf('bazaar', 20, 100)], rules };
    const now = () => performance.now() + this.later;
    const accounts = new Map([['bazaar', account]]);
    this.running = new TestPublisher(this.database.dataSource, accounts, { now, heedMs: HEED_MS });
    await this.running.publisher.start();
  }

  async stop(): Promise<void> {
    await this.running?.stop();
    this.running = undefined;
  }

  /** @param units of the channel, by item */
  change(
    version: number,
    units: Readonly<Record<string, number>>,
    policyVersion?: string,
  ): Promise<void> {
    const items = Object.entries(units).map(([sku, bazaar]) => [sku, { bazaar }] as const);
    return this.publisher.change(version, Object.fromEntries(items), policyVersion);
  }

  /** Waits until the marketplace shows these numbers, whatever else it lists. */
  untilShown(shown: Readonly<Record<string, number>>): Promise<void> {
    return vi.waitFor(async () => {
      const all = await this.sandbox.quantities('bazaar');
      const meant = Object.keys(shown).map((sku) => [sku, all[sku]]);
      assert.deepEqual(Object.fromEntries(meant), shown);
    }, WAIT);
  }

  /** Waits until the newest number of each of these listings was acknowledged. */
  untilAcknowledged(skus: readonly string[], version = 1): Promise<void> {
    return vi.waitFor(async () => {
      const rows = await this.manager.query<{ sku: string }[]>(
        'SELECT sku FROM publication WHERE sku = ANY ($1) AND acknowledged_version >= $2',
        [skus, version],
      );
      assert.equal(rows.length, skus.length);
    }, WAIT);
  }

  /** What was written of some listings, in order. */
  async written(isMeant: (sku: string) => boolean): Promise<number[]> {
    const calls = await this.sandbox.calls('bazaar');
    return calls.flatMap(({ items }) =>
      items.filter(({ sku }) => isMeant(sku)).map(({ quantity }) => quantity),
    );
  }
}
