import { ListingQuota, type ListingLimit, type StoredWrites } from '#channels';
import type { MonotonicClock } from '../lease/lease.js';

/** How often each listing of an account may be written, where its channel counts that. */
export class WriteQuotas {
  private readonly quotas: readonly ListingQuota[];
  private readonly underWay = new Map<string, number>();
  private unsaved = new Map<string, number>();

  /**
   * @param limits at least one
   * @param countedAs what a listing is counted as: several may share one count
   */
  constructor(
    readonly limits: readonly ListingLimit[],
    private readonly countedAs: (sku: string) => string,
    readonly now: MonotonicClock,
  ) {
    this.quotas = limits.map((limit) => new ListingQuota(limit, now));
  }

  recall(stored: readonly StoredWrites[]): void {
    for (const quota of this.quotas) quota.recall(stored);
  }

  /** What was sent and never answered may have been counted, at some time until now. */
  recallUnanswered(sku: string): void {
    this.recall([{ listing: this.countedAs(sku), writes: 1, agoMs: 0 }]);
  }

  /** Milliseconds until a listing may be written, as far as the calls that have ended tell; 0: now. */
  waitMs(sku: string, isZero: boolean): number {
    return this.longestWait(sku, isZero, 0);
  }

  /** Tells for the rows of one call, one after the other, whether there is room for each beside the others. */
  admission(): (sku: string, isZero: boolean) => boolean {
    const picked = new Map<string, number>();
    return (sku, isZero) => {
      const listing = this.countedAs(sku);
      const others = (this.underWay.get(listing) ?? 0) + (picked.get(listing) ?? 0);
      if (this.longestWait(sku, isZero, others) > 0) return false;
      addTo(picked, listing, 1);
      return true;
    };
  }

  /** @returns what is to be told whether the channel may have counted the writes of the call, once it has ended */
  begin(skus: readonly string[]): (charged: boolean) => void {
    const listings = skus.map((sku) => this.countedAs(sku));
    for (const listing of listings) addTo(this.underWay, listing, 1);
    return (charged) => {
      for (const listing of listings) {
        addTo(this.underWay, listing, -1);
        if (charged) this.wrote(listing);
      }
    };
  }

  /** Writes by listing that nobody has stored; to be given back where storing them fails. */
  takeUnsaved(): ReadonlyMap<string, number> {
    const taken = this.unsaved;
    this.unsaved = new Map();
    return taken;
  }

  giveBack(writes: ReadonlyMap<string, number>): void {
    for (const [listing, count] of writes) addTo(this.unsaved, listing, count);
  }

  private wrote(listing: string): void {
    for (const quota of this.quotas) quota.wrote(listing);
    addTo(this.unsaved, listing, 1);
  }

  /** Under its own name it was counted for as long as nobody knew what it is counted as. */
  private longestWait(sku: string, isZero: boolean, underWay: number): number {
    const listing = this.countedAs(sku);
    const waits = this.quotas.map((quota) => {
      const before = listing === sku ? 0 : quota.writesOf(sku);
      return quota.waitMs(listing, isZero, underWay + before);
    });
    return Math.max(...waits);
  }
}

function addTo(counts: Map<string, number>, key: string, change: number): void {
  const count = (counts.get(key) ?? 0) + change;
  if (count === 0) counts.delete(key);
  else counts.set(key, count);
}
