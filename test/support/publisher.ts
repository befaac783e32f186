import { createConnector, type ChannelConnector, type TokenBucketLimit } from '#channels';
import type { KafkaRecord, PublicationV1 } from '#contracts';
import type { DataSource } from 'typeorm';
import {
  createPublisher,
  type AccountRules,
  type ChannelAccount,
  type PublisherTiming,
} from '../../apps/publisher/src/create-publisher.js';
import type { Publisher } from '../../apps/publisher/src/publisher.js';
import { PublicationLog } from '../../apps/publisher/src/telemetry/publication-log.js';
import type { PublisherTelemetry } from '../../apps/publisher/src/telemetry/publisher-telemetry.js';
import { tokenBucket } from './limits.js';
import type { SandboxAccount } from './sandbox.js';

/** Requests for `bazaar`; `emporium` counts 10 points a call and 1 a row. */
export const limitOf = (
  account: SandboxAccount,
  capacity: number,
  refillPerSecond: number,
): TokenBucketLimit =>
  tokenBucket({
    id: 'limit',
    cost: account === 'bazaar' ? 'request' : 'points',
    capacity,
    refillPerSecond,
    perRequest: account === 'bazaar' ? 1 : 10,
    perRow: account === 'bazaar' ? 0 : 1,
  });

export const sandboxConnector = (
  url: string,
  account: SandboxAccount,
  rowsPerCall = 50,
): ChannelConnector =>
  createConnector({
    connector: 'sandbox',
    endpoint: { url, account, token: `${account}-token` },
    rowsPerCall,
  });

/** Every item under its own sku, and nothing beside. */
const PLAIN_RULES: AccountRules = {
  unlisted: 'publish',
  leadTimeDays: null,
  massZero: null,
  listEveryMs: null,
  pool: [],
};

export type TestAccount = Omit<ChannelAccount, 'rules'> & {
  readonly rules?: Partial<AccountRules>;
};

/** A publisher without Nest and Kafka, and everything that it told. */
export class TestPublisher {
  readonly published: PublicationV1[] = [];
  readonly troubles: string[] = [];
  throttledMs = 0;
  /** numbers that marketplaces took, shown at once or later */
  taken = 0;
  readonly publisher: Publisher;

  constructor(
    readonly dataSource: DataSource,
    private readonly accounts: ReadonlyMap<string, TestAccount>,
    timing: PublisherTiming = {},
  ) {
    const send = (_topic: string, records: readonly KafkaRecord[]) => {
      this.published.push(...records.map(({ value }) => JSON.parse(value) as PublicationV1));
      return Promise.resolve();
    };
    const log = new PublicationLog({ send }, 'publications.v1');
    this.publisher = createPublisher(
      new Map([...accounts].map(([channel, account]) => [channel, withRules(account)])),
      { dataSource, log, telemetry: this.telemetry() },
      timing,
    );
  }

  async stop(): Promise<void> {
    await this.publisher.stop();
    await Promise.all([...this.accounts.values()].map(({ connector }) => connector.close()));
  }

  /** Writes items as the availability stage does, and announces them. */
  async change(
    version: number,
    channels: Readonly<Record<string, Readonly<Record<string, number>>>>,
    policyVersion = 'p1',
  ): Promise<void> {
    await storeItems(this.dataSource, version, channels, policyVersion);
    const recordedAt = new Date().toISOString();
    for (const [sku, numbers] of Object.entries(channels)) {
      this.publisher.offer({ sku, version, channels: numbers, recordedAt });
    }
  }

  private telemetry(): PublisherTelemetry {
    return {
      answered: () => undefined,
      throttleWaited: (_channel, ms) => (this.throttledMs += ms),
      taken: (_channel, { length }) => (this.taken += length),
      oldestWaiting: () => undefined,
      trouble: (channel, kind, reason) => this.troubles.push(`${channel} ${kind} ${reason}`),
      leaseTaken: () => undefined,
    };
  }
}

const withRules = (account: TestAccount): ChannelAccount => ({
  ...account,
  rules: { ...PLAIN_RULES, ...account.rules },
});

/** @param channels units by sku and channel */
export async function storeItems(
  dataSource: DataSource,
  version: number,
  channels: Readonly<Record<string, Readonly<Record<string, number>>>>,
  policyVersion = 'p1',
): Promise<void> {
  const skus = Object.keys(channels);
  await dataSource.query(
    `INSERT INTO item
       (partition, sku, version, channels, policy_version, last_offset, recorded_at, applied_at)
     SELECT 0, given.sku, $1, given.channels::jsonb, $4, 0, now(), now()
     FROM unnest($2::text[], $3::text[]) AS given (sku, channels)
     ON CONFLICT (partition, sku) DO UPDATE SET version = excluded.version,
       channels = excluded.channels,
       policy_version = excluded.policy_version, recorded_at = now(), applied_at = now()`,
    [version, skus, skus.map((sku) => JSON.stringify(channels[sku])), policyVersion],
  );
}
