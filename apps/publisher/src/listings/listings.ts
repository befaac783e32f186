import { URGENCIES } from '#channels';
import {
  newListing,
  queueOf,
  type Desired,
  type Listing,
  type Queue,
  type Sent,
} from './listing.js';

/** What the database knows of a listing. */
export interface StoredPublication {
  readonly sent: Sent;
  readonly acknowledged: { readonly version: number; readonly quantity: number } | null;
  readonly isRejected: boolean;
}

/**
 * One channel's listings, desired against shown, sorted by what hurts most. Of each listing only the
 * newest desired number is kept: memory grows with items, never with changes.
 */
export class Listings {
  private readonly bySku = new Map<string, Listing>();
  private readonly queues: Readonly<Record<Queue, Set<Listing>>> = {
    to_zero: new Set(),
    low_and_falling: new Set(),
    back_in_stock: new Set(),
    large_change: new Set(),
    rest: new Set(),
    in_flight: new Set(),
    unclear: new Set(),
    unchanged: new Set(),
  };

  offer(desired: Desired): void {
    const listing = this.of(desired.sku);
    if (newestVersion(listing) >= desired.version) return;
    listing.desired = desired;
    this.place(listing);
  }

  /** What was sent and never answered clearly is unclear: it will be read back. */
  recall({ sent, acknowledged, isRejected }: StoredPublication): void {
    const listing = this.of(sent.sku);
    listing.sentVersion = sent.version;
    if (acknowledged) listing.shown = { ...acknowledged, isSure: true };
    if (sent.version > (acknowledged?.version ?? 0)) {
      if (isRejected) listing.passedOver = sent.version;
      else Object.assign(listing, { sent, phase: 'unclear' });
    }
    this.place(listing);
  }

  /** The most urgent rows of one call; they stay where they are until their call begins. */
  mostUrgent(limit: number): Desired[] {
    const rows: Desired[] = [];
    for (const urgency of URGENCIES) {
      for (const { alone, desired } of this.queues[urgency]) {
        if (rows.length === limit) return rows;
        if (!desired || (alone && rows.length > 0)) continue;
        rows.push(desired);
        if (alone) return rows;
      }
    }
    return rows;
  }

  /** Rows whose newest version asks for what is shown already: they need no call. */
  unchanged(limit: number): Desired[] {
    return first(this.queues.unchanged, limit).flatMap(({ desired }) => desired ?? []);
  }

  /** What went out without a clear answer. */
  unclear(limit: number): Sent[] {
    return first(this.queues.unclear, limit).flatMap(({ sent, desired }) => {
      if (!sent) return [];
      const isDesired = desired?.version === sent.version;
      return [isDesired ? { ...sent, recordedAt: desired.recordedAt } : sent];
    });
  }

  /** Newer numbers that come while a call is under way wait for its answer. */
  begin(rows: readonly Sent[]): void {
    for (const sent of rows) {
      const listing = this.of(sent.sku);
      listing.phase = 'in_flight';
      listing.sent = sent;
      listing.sentVersion = sent.version;
      this.place(listing);
    }
  }

  /** The marketplace shows it now. */
  accept({ sku, version, quantity }: Desired): void {
    this.conclude(sku, (listing) => {
      listing.shown = { version, quantity, isSure: true };
      listing.alone = false;
      listing.waitingSince = undefined;
    });
  }

  /** The marketplace does not want this version. */
  reject({ sku, version }: Desired): void {
    this.conclude(sku, (listing) => {
      listing.passedOver = version;
      listing.alone = false;
    });
  }

  /** It is certain that the call changed nothing. */
  release({ sku }: Desired): void {
    this.conclude(sku, () => undefined);
  }

  /** A call with several rows was refused as a whole: one of them may be at fault. */
  isolate({ sku }: Desired): void {
    this.conclude(sku, (listing) => {
      listing.alone = true;
    });
  }

  doubt({ sku }: Desired): void {
    const listing = this.of(sku);
    listing.phase = 'unclear';
    this.place(listing);
  }

  /** The read-back found something else than what was sent; undefined: no such listing. */
  disprove({ sku }: Desired, quantity: number | undefined): void {
    this.conclude(sku, (listing) => {
      listing.shown = quantity === undefined ? undefined : { version: 0, quantity, isSure: false };
    });
  }

  /** What the channel shows as far as is known; null: not known. */
  shownOf(sku: string): number | null {
    return this.bySku.get(sku)?.shown?.quantity ?? null;
  }

  get hasUnchanged(): boolean {
    return this.queues.unchanged.size > 0;
  }

  get hasUnclear(): boolean {
    return this.queues.unclear.size > 0;
  }

  /** Commit time of the oldest number that is not shown yet; undefined: everything is. */
  oldestWaiting(): string | undefined {
    let oldest: string | undefined;
    for (const queue of Object.values(this.queues)) {
      for (const { waitingSince } of queue) {
        if (waitingSince === undefined) continue;
        if (oldest === undefined || waitingSince < oldest) oldest = waitingSince;
      }
    }
    return oldest;
  }

  private of(sku: string): Listing {
    const known = this.bySku.get(sku);
    if (known) return known;
    const listing = newListing(sku);
    this.bySku.set(sku, listing);
    return listing;
  }

  private conclude(sku: string, change: (listing: Listing) => void): void {
    const listing = this.of(sku);
    listing.phase = 'idle';
    listing.sent = undefined;
    change(listing);
    this.place(listing);
  }

  /** Within a queue, who has waited longest comes first. */
  private place(listing: Listing): void {
    const queue = queueOf(listing);
    if (queue !== listing.queue) {
      if (listing.queue) this.queues[listing.queue].delete(listing);
      if (queue) this.queues[queue].add(listing);
      listing.queue = queue;
    }
    if (queue === undefined) forgetWhatIsShown(listing);
    else listing.waitingSince ??= listing.desired?.recordedAt;
  }
}

const newestVersion = ({ desired, shown }: Listing): number =>
  Math.max(desired?.version ?? 0, shown?.isSure ? shown.version : 0);

/** Most listings are at rest: they keep the shown number only. */
function forgetWhatIsShown(listing: Listing): void {
  listing.waitingSince = undefined;
  if (listing.shown?.isSure && newestVersion(listing) === listing.shown.version) {
    listing.desired = undefined;
  }
}

function first<T>(items: Iterable<T>, limit: number): T[] {
  const taken: T[] = [];
  for (const item of items) {
    if (taken.length === limit) break;
    taken.push(item);
  }
  return taken;
}
