import type { DataSource } from 'typeorm';
import type { Listings } from '../listings/listings.js';
import type { PublisherTelemetry } from '../telemetry/publisher-telemetry.js';
import { findCause } from './find-cause.js';
import { endHold, openHold } from './hold.repository.js';
import { MassZeroGuard, type MassZeroRule } from './mass-zero-guard.js';

const SAMPLES = 10;

export interface HoldParts {
  readonly channel: string;
  readonly listings: Listings;
  readonly dataSource: DataSource;
  readonly telemetry: PublisherTelemetry;
  readonly now: () => number;
}

/** Zeros of one account that are held until somebody confirms them, and what is told of it (promise I10). */
export class ZeroHold {
  private readonly guard: MassZeroGuard;
  /** whether a hold is written down that has not ended; unknown at first: an earlier owner may have */
  private written: 'unknown' | 'open' | 'none' = 'unknown';
  private isConfirmed = false;

  /** @param locations that the channel sells from */
  constructor(
    rule: MassZeroRule | null,
    private readonly locations: readonly string[],
    private readonly parts: HoldParts,
  ) {
    this.guard = new MassZeroGuard(rule);
  }

  /** Whether zeros are to be left out of calls now. */
  get isHolding(): boolean {
    const { listings, now } = this.parts;
    return this.guard.isHolding(listings.queues.falling, listings.queues.showing, now());
  }

  /** Writes down that zeros are held, or no longer. Cheap while nothing changes. */
  async tell(): Promise<void> {
    const { channel, dataSource, listings } = this.parts;
    if (listings.queues.falling === 0 && this.written !== 'none') {
      await endHold(dataSource, channel);
      this.written = 'none';
      this.isConfirmed = false;
    }
    if (!this.isHolding) return;
    if (this.isConfirmed) this.confirm();
    else if (this.written !== 'open') await this.open();
  }

  /** Somebody has looked: what is held may go, and what comes until no zero waits any more. */
  confirm(): void {
    this.isConfirmed = true;
    this.guard.confirm(this.parts.listings.queues.falling);
  }

  /** A call has told so many listings zero that showed units. */
  sent(count: number): void {
    this.guard.sent(count, this.parts.now());
  }

  private async open(): Promise<void> {
    const { channel, dataSource, listings, telemetry } = this.parts;
    const { falling, showing } = listings.queues;
    const samples = listings.queues.fallingSkus(SAMPLES);
    const { kind, text } = await findCause(dataSource, samples, this.locations);
    const hold = { channel, held: falling, showing, samples, cause: text };
    const { isConfirmed } = await openHold(dataSource, hold, kind === 'silent');
    this.written = 'open';
    if (isConfirmed) this.confirm();
    else telemetry.trouble(channel, 'held', `${falling} of ${showing} listings to zero: ${text}`);
  }
}
