import { accountOf, POLICY, type ChannelPolicy, type Policy } from '#config';
import { Inject, Injectable } from '@nestjs/common';
import { ReadDatabase, type Db } from '../database/read-database.js';
import { ageOrNull, iso, isoOrNull } from '../format/instants.js';
import { recent } from '../format/recent.js';
import {
  channelCounts,
  lastAcknowledged,
  leases,
  type ChannelCountsRow,
  type LeaseRow,
} from './channel.queries.js';
import type { ChannelStatus } from './channel.schema.js';

/** The query walks every listing. */
const KEEP_MS = 1_000;

interface Facts {
  readonly counts: ChannelCountsRow | undefined;
  readonly lastAcknowledgedAt: Date | null;
  readonly lease: LeaseRow | undefined;
}

/** How far every channel of the policy is: desired against acknowledged. */
@Injectable()
export class ChannelsReader {
  constructor(
    private readonly database: ReadDatabase,
    @Inject(POLICY) private readonly policy: Policy,
  ) {}

  private readonly rows = recent(KEEP_MS, () => this.database.snapshot(readAll));

  async read(): Promise<ChannelStatus[]> {
    const { counts, acknowledged, owners } = await this.rows();
    const now = new Date();
    return Object.entries(this.policy.channels)
      .sort(([a], [b]) => a.localeCompare(b, 'en'))
      .map(([channel, policy]) =>
        toStatus(channel, policy, now, {
          counts: counts.find((row) => row.channel === channel),
          lastAcknowledgedAt:
            acknowledged.find((row) => row.channel === channel)?.last_acknowledged_at ?? null,
          lease: owners.find((row) => row.channel === channel),
        }),
      );
  }
}

const readAll = async (db: Db) => ({
  counts: await channelCounts(db),
  acknowledged: await lastAcknowledged(db),
  owners: await leases(db),
});

function toStatus(
  channel: string,
  policy: ChannelPolicy,
  now: Date,
  { counts, lastAcknowledgedAt, lease }: Facts,
): ChannelStatus {
  const { items = 0, acknowledged = 0, unclear = 0, rejected = 0 } = counts ?? {};
  return {
    channel,
    connector: policy.connector,
    account: accountOf(policy),
    pool: policy.pool,
    items,
    acknowledged,
    pending: items - acknowledged - rejected,
    unclear,
    rejected,
    oldestUnacknowledgedAgeSeconds: ageOrNull(counts?.waiting_since ?? null, now),
    lastAcknowledgedAt: isoOrNull(lastAcknowledgedAt),
    lease: lease
      ? {
          owner: lease.owner,
          epoch: lease.epoch,
          expiresAt: iso(lease.expires_at),
          expired: lease.expires_at < now,
        }
      : null,
  };
}
