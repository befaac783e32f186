import type { WriteQuotas } from '../quotas/write-quotas.js';
import { first } from './first.js';
import { ListingTable, newestVersion, shownVersion } from './listing-table.js';
import type { Desired, Listing, Sent } from './listing.js';
import { RowPicker } from './row-picker.js';

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
  private readonly table = new ListingTable();
  readonly queues = this.table.queues;
  readonly picker: RowPicker;

  /**
   * @param quantityCap most units that a listing can show: what is above it makes no difference
   * @param quotas how often each may be written; left out: as often as the calls allow
   */
  constructor(
    private readonly quantityCap: number | null = null,
    quotas?: WriteQuotas,
  ) {
    this.picker = new RowPicker(this.table, quotas);
  }

  offer(desired: Desired): void {
    const listing = this.table.of(desired.sku);
    if (newestVersion(listing) >= desired.version) return;
    const cap = this.quantityCap;
    const isAbove = cap !== null && desired.quantity > cap;
    listing.desired = isAbove ? { ...desired, quantity: cap } : desired;
    this.table.place(listing);
  }

  /** What was sent and never answered clearly is unclear: it will be read back. */
  recall({ sent, acknowledged, isRejected }: StoredPublication): void {
    const listing = this.table.of(sent.sku);
    listing.sentVersion = sent.version;
    if (acknowledged) listing.shown = { ...acknowledged, isSure: true };
    if (sent.version > (acknowledged?.version ?? 0)) {
      if (isRejected) listing.passedOver = sent.version;
      else Object.assign(listing, { sent, phase: 'unclear' });
    }
    this.table.place(listing);
  }

  /** Rows whose newest version asks for what is shown already: they need no call. */
  unchanged(limit: number): Desired[] {
    return first(this.queues.all.unchanged, limit).flatMap(({ desired }) => desired ?? []);
  }

  /** What went out without a clear answer. */
  unclear(limit: number): Sent[] {
    return first(this.queues.all.unclear, limit).flatMap(({ sent, desired }) => {
      if (!sent) return [];
      const isDesired = desired?.version === sent.version;
      return [isDesired ? { ...sent, recordedAt: desired.recordedAt } : sent];
    });
  }

  /** Newer numbers that come while a call is under way wait for its answer. */
  begin(rows: readonly Sent[]): void {
    this.picker.began(rows.length);
    for (const sent of rows) {
      const listing = this.table.of(sent.sku);
      listing.phase = 'in_flight';
      listing.sent = sent;
      listing.sentVersion = sent.version;
      listing.landing = olderLanding(listing.landing);
      this.table.place(listing);
    }
  }

  /**
   * The marketplace has accepted it, and applies it later.
   *
   * @param untilMs when it has done so, or never will; on a monotonic clock
   */
  pend({ sku, version }: Sent, untilMs: number): void {
    const listing = this.table.of(sku);
    if (listing.sent?.version !== version) return;
    listing.phase = 'pending';
    listing.landing = { newestMs: untilMs, olderMs: listing.landing?.olderMs ?? 0 };
    this.table.place(listing);
  }

  /** Until when a write before the newest one may still be applied; 0: none is under way. */
  olderLandsUntil(sku: string): number {
    return this.table.get(sku)?.landing?.olderMs ?? 0;
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
    const listing = this.table.of(sku);
    if (listing.sent?.version !== version) return;
    listing.phase = 'unclear';
    if (untilMs > 0)
      listing.landing = { newestMs: untilMs, olderMs: listing.landing?.olderMs ?? 0 };
    this.table.place(listing);
  }

  /**
   * The read-back found something else than what was sent, and than what has been shown since; undefined:
   * no such listing.
   */
  disprove(row: Desired, quantity: number | undefined): void {
    const { shown } = this.table.of(row.sku);
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

  /**
   * What the marketplace acknowledged of a listing, and shows for as far as is known. Undefined while
   * anything is under way.
   *
   * @param at UTC ISO 8601: since when it waits if that turns out to be wrong
   */
  settled(sku: string, at: string, nowMs: number): Sent | undefined {
    const listing = this.table.get(sku);
    if (listing?.phase !== 'idle' || !listing.shown?.isSure) return undefined;
    const { landing, shown } = listing;
    if (landing && Math.max(landing.newestMs, landing.olderMs) > nowMs) return undefined;
    return { sku, version: shown.version, quantity: shown.quantity, recordedAt: at, sentAt: at };
  }

  has(sku: string): boolean {
    return this.table.get(sku) !== undefined;
  }

  /** What the channel was seen to show of a listing that it was never told a number of. */
  observe(sku: string, quantity: number): void {
    const listing = this.table.of(sku);
    if (listing.phase !== 'idle' || listing.shown) return;
    listing.shown = { version: 0, quantity, isSure: false };
    this.table.place(listing);
  }

  /** Whether this very number is the one that was acknowledged last. */
  isShowing({ sku, version }: Desired): boolean {
    const shown = this.table.get(sku)?.shown;
    return shown?.isSure === true && shown.version === version;
  }

  /**
   * It is sent again, whatever is shown, and whether it was rejected or not.
   *
   * @param skus null: every listing
   * @param at UTC ISO 8601: since when it waits
   */
  sendAgain(skus: readonly string[] | null, at: string): void {
    for (const sku of skus ?? this.table.skus()) {
      const listing = this.table.get(sku);
      if (listing?.phase !== 'idle') continue;
      const { shown } = listing;
      listing.passedOver = 0;
      if (shown?.isSure) {
        listing.desired ??= {
          sku,
          version: shown.version,
          quantity: shown.quantity,
          recordedAt: at,
        };
        listing.shown = { ...shown, isSure: false };
      }
      this.table.place(listing);
    }
  }

  /** What the channel shows as far as is known; null: not known. */
  shownOf(sku: string): number | null {
    return this.table.get(sku)?.shown?.quantity ?? null;
  }

  get hasUnchanged(): boolean {
    return this.queues.all.unchanged.size > 0;
  }

  get hasUnclear(): boolean {
    return this.queues.all.unclear.size > 0;
  }

  /** What concerns a write that is no longer the newest is of no interest. */
  private conclude(
    { sku, version }: Pick<Desired, 'sku' | 'version'>,
    change: (listing: Listing) => void,
  ): void {
    const listing = this.table.of(sku);
    if ((listing.sent?.version ?? version) !== version) return;
    if (version < Math.max(shownVersion(listing), listing.sentVersion)) return;
    listing.phase = 'idle';
    listing.sent = undefined;
    change(listing);
    this.table.place(listing);
  }
}

const olderLanding = (landing: Listing['landing']): Listing['landing'] =>
  landing && { newestMs: 0, olderMs: Math.max(landing.olderMs, landing.newestMs) };
