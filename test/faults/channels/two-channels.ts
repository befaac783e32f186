import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { vi } from 'vitest';
import type { Subject } from '../../contract/conformance/subject.js';
import type { TestDatabase } from '../../support/database.js';
import { TestPublisher } from '../../support/publisher.js';

const ITEMS = 40;
const BURSTS = 40;
const BURST_ITEMS = 10;
const BURST_EVERY_MS = 50;
/** In the middle of trade, and as the last number of each item goes out. */
const BREAKS = [10, BURSTS - 3];
const PATIENCE_MS = 60_000;
const LOOK_EVERY_MS = 100;
const KNOWN = { timeout: 30_000, interval: 50 };

export const SKUS = Array.from({ length: ITEMS }, (_, n) => `CUP-${n}`);

/** One publisher, an account that things happen to, and another one beside it. */
export class TwoChannels {
  readonly publisher: TestPublisher;
  /** what was sent to the first, in order: listing and version */
  readonly sent: { readonly sku: string; readonly version: number }[] = [];
  private readonly desired = new Map<string, number>();
  /** milliseconds that the clock of calls is ahead */
  private later = 0;

  constructor(
    database: TestDatabase,
    readonly account: Subject,
    readonly other: Subject,
  ) {
    for (const { market } of [account, other]) {
      market.seed(SKUS.map((sku) => ({ sku, quantity: 1 })));
    }
    this.record(account);
    const rules = { unlisted: 'ignore', listEveryMs: 86_400_000 } as const;
    const accounts = { account: account.connector, other: other.connector };
    this.publisher = new TestPublisher(
      database.dataSource,
      new Map(
        Object.entries(accounts).map(([channel, connector]) => [
          channel,
          { connector, limits: connector.limits, rules },
        ]),
      ),
      { now: () => performance.now() + this.later },
    );
  }

  async close(): Promise<void> {
    await this.publisher.publisher.stop();
    await this.account.close();
    await this.other.close();
  }

  /** Starts, and waits until both channels' listings are known. */
  async start(): Promise<void> {
    await this.publisher.publisher.start();
    await vi.waitFor(async () => {
      const rows = await this.publisher.dataSource.query<object[]>('SELECT FROM channel_listing');
      assert.equal(rows.length, 2 * ITEMS);
    }, KNOWN);
  }

  /** Some seconds of trade; an item's number rises with its version, so that an older one can be told. */
  async trade(meanwhile: () => void): Promise<void> {
    for (let burst = 1; burst <= BURSTS; burst += 1) {
      if (BREAKS.includes(burst)) meanwhile();
      const skus = Array.from(
        { length: BURST_ITEMS },
        (_, n) => SKUS[(burst * BURST_ITEMS + n) % ITEMS] ?? '',
      );
      for (const sku of skus) this.desired.set(sku, 10 + burst);
      const numbers = { account: 10 + burst, other: 10 + burst };
      await this.publisher.change(burst, Object.fromEntries(skus.map((sku) => [sku, numbers])));
      await pause(BURST_EVERY_MS);
    }
  }

  /** Lets time pass for the publisher, its breaker and the marketplaces. */
  pass(ms: number): void {
    this.later += ms;
    vi.setSystemTime(Date.now() + ms);
  }

  /** @param stepMs virtual time that passes between two looks */
  async untilRight(stepMs: number): Promise<void> {
    const expected = Object.fromEntries(SKUS.map((sku) => [sku, this.desired.get(sku)]));
    const until = performance.now() + PATIENCE_MS;
    for (;;) {
      this.account.market.settle();
      const shown = [this.account, this.other].map(({ market }) =>
        Object.fromEntries(SKUS.map((sku) => [sku, market.shown().get(sku)])),
      );
      if (shown.every((numbers) => isDeepStrictEqual(numbers, expected))) return;
      if (performance.now() > until) assert.deepEqual(shown, [expected, expected]);
      if (stepMs > 0) this.pass(stepMs);
      await pause(LOOK_EVERY_MS);
    }
  }

  /** Seconds from change to acknowledgement of the other channel, by the 95th percentile. */
  otherP95(): number {
    const lags = this.publisher.published
      .filter(({ channel }) => channel === 'other')
      .map(
        ({ answeredAt, recordedAt }) => (Date.parse(answeredAt) - Date.parse(recordedAt)) / 1_000,
      )
      .toSorted((a, b) => a - b);
    return lags[Math.ceil(lags.length * 0.95) - 1] ?? Number.NaN;
  }

  private record({ connector }: Subject): void {
    const push = connector.push.bind(connector);
    connector.push = (rows, context) => {
      this.sent.push(...rows.map(({ sku, version }) => ({ sku, version })));
      return push(rows, context);
    };
  }
}

/** Listings that were sent an older version after a newer one. */
export function sentBack(sent: TwoChannels['sent']): string[] {
  const newest = new Map<string, number>();
  return sent.flatMap(({ sku, version }) => {
    const before = newest.get(sku) ?? 0;
    newest.set(sku, Math.max(before, version));
    return version < before ? [`${sku}: ${version} after ${before}`] : [];
  });
}
