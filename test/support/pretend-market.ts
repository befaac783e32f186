import { listingOffer } from '../../apps/publisher/src/listings/listing-offer.js';
import type { Sent } from '../../apps/publisher/src/listings/listing.js';
import { Listings } from '../../apps/publisher/src/listings/listings.js';

const AT = '2026-11-02T08:00:00.000Z';
/** What is accepted has landed after this long, or never will. */
const LANDS_WITHIN_MS = 20;

export interface Offer {
  readonly sku: string;
  readonly quantity: number;
  /** from when on it can be ordered ahead, where there is none; left out: it cannot */
  readonly from?: string | undefined;
}

/** How a call ends: `accepted` writes land later; the unclear ones without anybody knowing. */
export type CallEnd =
  | 'applied'
  | 'accepted'
  | 'accepted_unclear'
  | 'lost_after'
  | 'lost_before'
  | 'released'
  | 'refused';

export type MarketStep =
  | { readonly kind: 'offer'; readonly offer: Offer }
  | {
      readonly kind: 'call';
      readonly end: CallEnd;
      readonly rows: number;
      readonly meanwhile: readonly Offer[];
    }
  | { readonly kind: 'read_back' }
  | { readonly kind: 'time'; readonly ms: number }
  | { readonly kind: 'land'; readonly at: number; readonly isLost: boolean };

interface Look {
  readonly sent: Sent;
  readonly dueMs: number;
  readonly untilMs: number;
}

/** A marketplace that fails in every way, its publisher's bookkeeping, and the truth that both must reach. */
export class PretendMarket {
  readonly newest: Record<string, number> = {};
  readonly shown: Record<string, number> = {};
  /** dates of what can be ordered ahead; the market keeps one until it is taken away */
  readonly newestDates: Record<string, string | undefined> = {};
  readonly dates: Record<string, string | undefined> = {};
  sentInOrder = true;
  private readonly listings = new Listings({ quantityCap: null, showsOffers: ['BackOrder'] });
  private readonly sentVersions: Record<string, number> = {};
  private underWay: { readonly sent: Sent; readonly landsByMs: number }[] = [];
  private looks: Look[] = [];
  private version = 0;
  private now = 0;

  play(step: MarketStep): void {
    switch (step.kind) {
      case 'offer':
        return this.offer(step.offer);
      case 'call':
        return this.call(step.end, step.rows, step.meanwhile);
      case 'read_back':
        return this.readBack();
      case 'time':
        return this.pass(step.ms);
      case 'land':
        return this.land(step.at, step.isLost);
    }
  }

  settleEverything(): void {
    for (let turn = 0; turn < 40; turn += 1) {
      this.pass(LANDS_WITHIN_MS / 4);
      this.readBack();
      this.call('applied', 3, []);
      for (const row of this.listings.unchanged(10)) this.listings.accept(row);
    }
  }

  private offer({ sku, quantity, from }: Offer): void {
    this.version += 1;
    this.newest[sku] = quantity;
    const isAhead = quantity === 0 && from !== undefined;
    const offer = isAhead ? { offer: listingOffer('BackOrder', from) } : {};
    this.newestDates[sku] = offer.offer?.availableFrom ?? undefined;
    this.listings.offer({ sku, version: this.version, quantity, recordedAt: AT, ...offer });
  }

  private call(end: CallEnd, limit: number, meanwhile: readonly Offer[]): void {
    const rows = this.listings.picker.pick(limit).map((row): Sent => {
      const offerBefore = this.listings.offerBefore(row.sku);
      return { ...row, sentAt: AT, ...(offerBefore && { offerBefore }) };
    });
    this.listings.begin(rows);
    for (const sent of rows) {
      const { sku, version } = sent;
      this.sentInOrder &&= version >= (this.sentVersions[sku] ?? 0);
      this.sentVersions[sku] = version;
      if (end === 'applied' || end === 'lost_after') this.apply(sent);
      if (end === 'accepted' || end === 'accepted_unclear') {
        this.underWay.push({ sent, landsByMs: this.now + LANDS_WITHIN_MS });
      }
    }
    for (const offer of meanwhile) this.offer(offer);
    for (const row of rows) this.conclude(row, end);
  }

  private conclude(row: Sent, end: CallEnd): void {
    const untilMs = this.now + LANDS_WITHIN_MS;
    if (end === 'applied') this.confirm(row);
    else if (end === 'accepted') {
      this.listings.pend(row, untilMs);
      this.looks.push({ sent: row, dueMs: this.now + 3, untilMs });
    } else if (end === 'accepted_unclear') this.listings.doubt(row, untilMs);
    else if (end === 'released') this.listings.release(row);
    else if (end === 'refused') this.listings.isolate(row);
    else this.listings.doubt(row);
  }

  /** As the publisher does: shown now, and looked at once more if an older write may still land. */
  private confirm(sent: Sent): void {
    this.listings.accept(sent);
    const landsUntilMs = this.listings.olderLandsUntil(sent.sku);
    if (landsUntilMs > this.now) {
      this.looks.push({ sent, dueMs: landsUntilMs, untilMs: landsUntilMs });
    }
  }

  private readBack(): void {
    for (const sent of this.listings.unclear(2)) {
      const isNumberShown = this.shown[sent.sku] === sent.quantity;
      if (!isNumberShown || this.listings.sightings.isToldByNumber(sent)) this.compare(sent);
    }
    const due = this.looks.filter(({ dueMs }) => dueMs <= this.now);
    this.looks = this.looks.filter(({ dueMs }) => dueMs > this.now);
    for (const look of due) {
      const { sent, untilMs } = look;
      if (this.shown[sent.sku] === sent.quantity || this.now >= untilMs) this.compare(sent);
      else this.looks.push({ ...look, dueMs: this.now + 3 });
    }
  }

  private compare(sent: Sent): void {
    const quantity = this.shown[sent.sku];
    if (quantity === sent.quantity) this.confirm(sent);
    else this.listings.sightings.disprove(sent, quantity);
  }

  /** A write that was accepted lands or is lost, in whatever order. */
  private land(at: number, isLost: boolean): void {
    const [write] = this.underWay.splice(at % Math.max(1, this.underWay.length), 1);
    if (write && !isLost) this.apply(write.sent);
  }

  /** What was not lost has landed by its time, which may be after a newer one. */
  private pass(ms: number): void {
    this.now += ms;
    const due = this.underWay.filter(({ landsByMs }) => landsByMs <= this.now);
    for (const { sent } of due) this.apply(sent);
    this.underWay = this.underWay.filter(({ landsByMs }) => landsByMs > this.now);
  }

  private apply({ sku, quantity, offer, offerBefore }: Sent): void {
    this.shown[sku] = quantity;
    if (offer || offerBefore) this.dates[sku] = offer?.availableFrom ?? undefined;
  }
}
