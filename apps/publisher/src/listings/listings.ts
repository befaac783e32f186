import type { ListingOffer } from '#channels';
import type { WriteQuotas } from '../quotas/write-quotas.js';
import { first } from './first.js';
import { ListingTable, newestVersion } from './listing-table.js';
import { isToZero, type Desired, type Listing, type Sent } from './listing.js';
import { RowPicker } from './row-picker.js';
import { showable, type Showing } from './showable.js';
import { desiredOf, hasOtherOffer, shownAs } from './shown.js';
import { Sightings } from './sightings.js';
import type { StoredPublication } from './stored-publication.js';

/**
 * One channel's listings, desired against shown, sorted by what hurts most. Of each listing only the
 * newest desired number is kept: memory grows with items, never with changes.
 */
export class Listings {
  private readonly table = new ListingTable();
  readonly queues = this.table.queues;
  readonly picker: RowPicker;
  readonly sightings = new Sightings(this.table);

  /**
   * @param showing what the channel can show: all else makes no difference
   * @param quotas how often each may be written; left out: as often as the calls allow
   */
  constructor(
    private readonly showing: Showing = { quantityCap: null },
    quotas?: WriteQuotas,
  ) {
    this.picker = new RowPicker(this.table, quotas);
  }

  offer(item: Desired): void {
    const listing = this.table.of(item.sku);
    const newest = newestVersion(listing);
    if (newest > item.version) return;
    const desired = showable(item, this.showing);
    if (newest === item.version && !hasOtherOffer(listing.shown, desired)) return;
    listing.desired = desired;
    this.table.place(listing);
  }

  /** What was sent and never answered clearly is unclear: it will be read back. */
  recall({ sent, acknowledged, isRejected }: StoredPublication): void {
    const listing = this.table.of(sent.sku);
    listing.sentVersion = sent.version;
    if (acknowledged) listing.shown = shownAs(acknowledged, true);
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
  accept(row: Desired): void {
    this.table.conclude(row, (listing) => {
      listing.shown = shownAs(row, true);
      listing.alone = false;
      listing.waitingSince = undefined;
    });
  }

  /** The marketplace does not want this version. */
  reject({ sku, version }: Desired): void {
    this.table.conclude({ sku, version }, (listing) => {
      listing.passedOver = version;
      listing.alone = false;
    });
  }

  /** It is certain that the call changed nothing. */
  release(row: Desired): void {
    this.table.conclude(row, () => undefined);
  }

  /** A call with several rows was refused as a whole: one of them may be at fault. */
  isolate(row: Desired): void {
    this.table.conclude(row, (listing) => {
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

  has(sku: string): boolean {
    return this.table.get(sku) !== undefined;
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
        listing.desired ??= desiredOf(sku, shown, at);
        listing.shown = { ...shown, isSure: false };
      }
      this.table.place(listing);
    }
  }

  /** What the channel shows as far as is known; null: not known. */
  shownOf(sku: string): number | null {
    return this.table.get(sku)?.shown?.quantity ?? null;
  }

  /** An offer that it may show, however what is under way ends; undefined: none. */
  offerBefore(sku: string): ListingOffer | undefined {
    const { sent, shown } = this.table.get(sku) ?? {};
    return sent?.offer ?? sent?.offerBefore ?? shown?.offer;
  }

  /** Whether it is to be told zero, and does not show that already under another offer. */
  isToZero(row: Desired): boolean {
    const listing = this.table.get(row.sku);
    return listing !== undefined && isToZero(listing, row);
  }

  get hasUnchanged(): boolean {
    return this.queues.all.unchanged.size > 0;
  }

  get hasUnclear(): boolean {
    return this.queues.all.unclear.size > 0;
  }
}

const olderLanding = (landing: Listing['landing']): Listing['landing'] =>
  landing && { newestMs: 0, olderMs: Math.max(landing.olderMs, landing.newestMs) };
