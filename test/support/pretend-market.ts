import type { Sent } from '../../apps/publisher/src/listings/listing.js';
import { Listings } from '../../apps/publisher/src/listings/listings.js';

const AT = '2026-11-02T08:00:00.000Z';
/** What is accepted has landed after this long, or never will. */
const LANDS_WITHIN_MS = 20;

export interface Offer {
  readonly sku: string;
  readonly quantity: number;
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
  sentInOrder = true;
  private readonly listings = new Listings();
  private readonly sentVersions: Record<string, number> = {};
  private underWay: (Offer & { readonly landsByMs: number })[] = [];
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

  private offer({ sku, quantity }: Offer): void {
    this.version += 1;
    this.newest[sku] = quantity;
    this.listings.offer({ sku, version: this.version, quantity, recordedAt: AT });
  }

  private call(end: CallEnd, limit: number, meanwhile: readonly Offer[]): void {
    const rows = this.listings.picker.pick(limit).map((row): Sent => ({ ...row, sentAt: AT }));
    this.listings.begin(rows);
    for (const { sku, version, quantity } of rows) {
      this.sentInOrder &&= version >= (this.sentVersions[sku] ?? 0);
      this.sentVersions[sku] = version;
      if (end === 'applied' || end === 'lost_after') this.shown[sku] = quantity;
      if (end === 'accepted' || end === 'accepted_unclear') {
        this.underWay.push({ sku, quantity, landsByMs: this.now + LANDS_WITHIN_MS });
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
    for (const sent of this.listings.unclear(2)) this.compare(sent);
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
    else this.listings.disprove(sent, quantity);
  }

  /** A write that was accepted lands or is lost, in whatever order. */
  private land(at: number, isLost: boolean): void {
    const [write] = this.underWay.splice(at % Math.max(1, this.underWay.length), 1);
    if (write && !isLost) this.shown[write.sku] = write.quantity;
  }

  /** What was not lost has landed by its time, which may be after a newer one. */
  private pass(ms: number): void {
    this.now += ms;
    const due = this.underWay.filter(({ landsByMs }) => landsByMs <= this.now);
    for (const { sku, quantity } of due) this.shown[sku] = quantity;
    this.underWay = this.underWay.filter(({ landsByMs }) => landsByMs > this.now);
  }
}
