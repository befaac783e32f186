import { first } from './first.js';
import {
  newListing,
  queueOf,
  type Desired,
  type Listing,
  type Queue,
  type Sent,
} from './listing.js';
import { mostUrgent } from './most-urgent.js';
import { oldestWaiting } from './oldest-waiting.js';

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
  /** calls and rows that were begun */
  private calls = 0;
  private served = 0;
  private readonly bySku = new Map<string, Listing>();
  private readonly queues: Readonly<Record<Queue, Set<Listing>>> = {
    to_zero: new Set(),
    low_and_falling: new Set(),
    back_in_stock: new Set(),
    large_change: new Set(),
    rest: new Set(),
    alone: new Set(),
    in_flight: new Set(),
    unclear: new Set(),
    pending: new Set(),
    unchanged: new Set(),
  };

  /** @param quantityCap most units that a listing can show: what is above it makes no difference */
  constructor(private readonly quantityCap: number | null = null) {}

  offer(desired: Desired): void {
    const listing = this.of(desired.sku);
    if (newestVersion(listing) >= desired.version) return;
    const cap = this.quantityCap;
    const isAbove = cap !== null && desired.quantity > cap;
    listing.desired = isAbove ? { ...desired, quantity: cap } : desired;
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
    const rows = mostUrgent(this.queues, limit, this.served);
    const isTheirTurn = rows.length === 0 || this.calls % 2 === 0;
    const [suspect] = isTheirTurn ? first(this.queues.alone, 1) : [];
    return suspect?.desired ? [suspect.desired] : rows;
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
    this.calls += 1;
    this.served += rows.length;
    for (const sent of rows) {
      const listing = this.of(sent.sku);
      listing.phase = 'in_flight';
      listing.sent = sent;
      listing.sentVersion = sent.version;
      listing.landing = olderLanding(listing.landing);
      this.place(listing);
    }
  }

  /**
   * The marketplace has accepted it, and applies it later.
   *
   * @param untilMs when it has done so, or never will; on a monotonic clock
   */
  pend({ sku, version }: Sent, untilMs: number): void {
    const listing = this.of(sku);
    if (listing.sent?.version !== version) return;
    listing.phase = 'pending';
    listing.landing = { newestMs: untilMs, olderMs: listing.landing?.olderMs ?? 0 };
    this.place(listing);
  }

  /** Until when a write before the newest one may still be applied; 0: none is under way. */
  olderLandsUntil(sku: string): number {
    return this.bySku.get(sku)?.landing?.olderMs ?? 0;
  }

  /** The marketplace shows it now. */
  accept({ sku, version, quantity }: Desired): void {
    this.conclude({ sku, version }, (listing) => {
      listing.shown = { version, quantity, isSure: true };
      listing.alone = false;
      listing.waitingSince = undefined;
    });
  }

  /** The marketplace does not want this version. */
  reject({ sku, version }: Desired): void {
    this.conclude({ sku, version }, (listing) => {
      listing.passedOver = version;
      listing.alone = false;
    });
  }

  /** It is certain that the call changed nothing. */
  release(row: Desired): void {
    this.conclude(row, () => undefined);
  }

  /** A call with several rows was refused as a whole: one of them may be at fault. */
  isolate(row: Desired): void {
    this.conclude(row, (listing) => {
      listing.alone = true;
    });
  }

  /** Nobody knows whether it was applied. @param untilMs as for `pend`, where that is later */
  doubt({ sku, version }: Desired, untilMs = 0): void {
    const listing = this.of(sku);
    if (listing.sent?.version !== version) return;
    listing.phase = 'unclear';
    if (untilMs > 0)
      listing.landing = { newestMs: untilMs, olderMs: listing.landing?.olderMs ?? 0 };
    this.place(listing);
  }

  /**
   * The read-back found something else than what was sent, and than what has been shown since; undefined:
   * no such listing.
   */
  disprove(row: Desired, quantity: number | undefined): void {
    const { shown } = this.of(row.sku);
    const expected =
      shown?.isSure && shown.version > row.version
        ? { ...row, version: shown.version, quantity: shown.quantity }
        : row;
    if (expected.quantity === quantity) return;
    this.conclude(expected, (listing) => {
      listing.desired ??= expected;
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
    return oldestWaiting(Object.values(this.queues));
  }

  private of(sku: string): Listing {
    const known = this.bySku.get(sku);
    if (known) return known;
    const listing = newListing(sku);
    this.bySku.set(sku, listing);
    return listing;
  }

  /** What concerns a write that is no longer the newest is of no interest. */
  private conclude(
    { sku, version }: Pick<Desired, 'sku' | 'version'>,
    change: (listing: Listing) => void,
  ): void {
    const listing = this.of(sku);
    if ((listing.sent?.version ?? version) !== version) return;
    if (version < Math.max(shownVersion(listing), listing.sentVersion)) return;
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

const shownVersion = ({ shown }: Listing): number => (shown?.isSure ? shown.version : 0);

const newestVersion = (listing: Listing): number =>
  Math.max(listing.desired?.version ?? 0, shownVersion(listing));

const olderLanding = (landing: Listing['landing']): Listing['landing'] =>
  landing && { newestMs: 0, olderMs: Math.max(landing.olderMs, landing.newestMs) };

/** Most listings are at rest: they keep the shown number only. */
function forgetWhatIsShown(listing: Listing): void {
  listing.waitingSince = undefined;
  if (listing.shown?.isSure && newestVersion(listing) === listing.shown.version) {
    listing.desired = undefined;
  }
}
