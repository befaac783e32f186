import { accountOf, POLICY, type ChannelPolicy, type Policy } from '#config';
import { Inject, Injectable } from '@nestjs/common';
import { ReadDatabase, type Db } from '../database/read-database.js';
import { ageOrNull, iso, isoOrNull } from '../format/instants.js';
import { recent } from '../format/recent.js';
import {
  channelCounts,
  controls,
  heldZeros,
  lastAcknowledged,
  leases,
  type ChannelCountsRow,
  type ControlRow,
  type HeldZerosRow,
  type LeaseRow,
} from './channel.queries.js';
import type { ChannelStatus } from './channel.schema.js';

/** The query walks every listing. */
const KEEP_MS = 1_000;

interface Facts {
  readonly counts: ChannelCountsRow | undefined;
  readonly lastAcknowledgedAt: Date | null;
  readonly lease: LeaseRow | undefined;
  readonly control: ControlRow | undefined;
  readonly zeros: HeldZerosRow | undefined;
}

/** How far every channel of the policy is: desired against acknowledged. */
@Injectable()
export class ChannelsReader {
  constructor(
    private readonly database: ReadDatabase,
    @Inject(POLICY) private readonly policy: Policy,
  ) {}

  private rows = this.recentRows();

  /** Reads anew the next time: something was just changed. */
  forget(): void {
    this.rows = this.recentRows();
  }

  async read(): Promise<ChannelStatus[]> {
    const { counts, acknowledged, owners, said, held } = await this.rows();
    const now = new Date();
    return Object.entries(this.policy.channels)
      .sort(([a], [b]) => a.localeCompare(b, 'en'))
      .map(([channel, policy]) =>
        toStatus(channel, policy, now, {
          counts: counts.find((row) => row.channel === channel),
          lastAcknowledgedAt:
            acknowledged.find((row) => row.channel === channel)?.last_acknowledged_at ?? null,
          lease: owners.find((row) => row.channel === channel),
          control: said.find((row) => row.channel === channel),
          zeros: held.find((row) => row.channel === channel),
        }),
      );
  }

  private recentRows() {
    return recent(KEEP_MS, () => this.database.snapshot((db) => readAll(db, this.ignoring())));
  }

  /** Channels that publish only what they are known to list. */
  private ignoring(): string[] {
    return Object.entries(this.policy.channels)
      .filter(([, { unlisted }]) => unlisted === 'ignore')
      .map(([channel]) => channel);
  }
}

const readAll = async (db: Db, ignoring: readonly string[]) => ({
  counts: await channelCounts(db, ignoring),
  acknowledged: await lastAcknowledged(db),
  owners: await leases(db),
  said: await controls(db),
  held: await heldZeros(db),
});

function toStatus(
  channel: string,
  policy: ChannelPolicy,
  now: Date,
  { counts, lastAcknowledgedAt, lease, control, zeros }: Facts,
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
    lease: toLease(lease, now),
    paused: toPaused(control),
    failing: toFailing(control),
    heldZeros: toHeldZeros(zeros),
    listedAt: isoOrNull(control?.listed_at ?? null),
  };
}

const toLease = (lease: LeaseRow | undefined, now: Date): ChannelStatus['lease'] =>
  lease
    ? {
        owner: lease.owner,
        epoch: lease.epoch,
        expiresAt: iso(lease.expires_at),
        expired: lease.expires_at < now,
      }
    : null;

const toPaused = (control: ControlRow | undefined): ChannelStatus['paused'] =>
  control?.paused_at
    ? { since: iso(control.paused_at), because: control.paused_because ?? '' }
    : null;

const toFailing = (control: ControlRow | undefined): ChannelStatus['failing'] =>
  control?.failing_since
    ? {
        since: iso(control.failing_since),
        failures: control.failures ?? 0,
        nextTryAt: isoOrNull(control.next_try_at),
      }
    : null;

const toHeldZeros = (zeros: HeldZerosRow | undefined): ChannelStatus['heldZeros'] =>
  zeros
    ? {
        since: iso(zeros.held_at),
        held: zeros.held,
        showing: zeros.showing,
        samples: zeros.samples,
        cause: zeros.cause,
        confirmedAt: isoOrNull(zeros.confirmed_at),
      }
    : null;
