import { URGENCIES, urgencyOf } from '#channels';

/** What a listing should show, and since which version. */
export interface Desired {
  readonly sku: string;
  readonly version: number;
  readonly quantity: number;
  /** commit time in the source, UTC ISO 8601 */
  readonly recordedAt: string;
}

/** What the marketplace is known to show. */
export interface Shown {
  readonly version: number;
  readonly quantity: number;
}

/**
 * One channel's listings: desired against shown. Only the newest desired number of a listing is kept,
 * so memory grows with listings, never with changes.
 */
export class Listings {
  private readonly desired = new Map<string, Desired>();
  private readonly shown = new Map<string, Shown>();
  /** version that the marketplace rejected, not to be sent again */
  private readonly rejected = new Map<string, number>();
  /** sent without a clear answer: to be read back before another write */
  private readonly unclear = new Set<string>();
  private readonly settled = new Map<string, Desired>();
  private readonly dirty: readonly Set<string>[] = URGENCIES.map(() => new Set<string>());

  /** @returns whether the listing has something to send now */
  offer(desired: Desired): boolean {
    const known = this.desired.get(desired.sku);
    if (known && known.version >= desired.version) return false;
    this.desired.set(desired.sku, desired);
    return this.sort(desired.sku);
  }

  /** The marketplace shows this: at start, from what was acknowledged; later, from its answers. */
  show(sku: string, shown: Shown): void {
    const known = this.shown.get(sku);
    if (known && known.version > shown.version) return;
    this.shown.set(sku, shown);
    this.unclear.delete(sku);
    this.sort(sku);
  }

  reject(sku: string, version: number): void {
    this.rejected.set(sku, version);
    this.unclear.delete(sku);
    this.sort(sku);
  }

  doubt(sku: string): void {
    this.unclear.add(sku);
    this.sort(sku);
  }

  /** It is certain that the listing was not touched. */
  untouched(sku: string): void {
    this.unclear.delete(sku);
    this.sort(sku);
  }

  /** The most urgent listings first. They stay dirty until an answer settles them. */
  mostUrgent(limit: number): Desired[] {
    const rows: Desired[] = [];
    for (const urgency of this.dirty) {
      for (const sku of urgency) {
        const desired = this.desired.get(sku);
        if (desired) rows.push(desired);
        if (rows.length === limit) return rows;
      }
    }
    return rows;
  }

  inDoubt(limit: number): Desired[] {
    return [...this.unclear].slice(0, limit).flatMap((sku) => this.desired.get(sku) ?? []);
  }

  /** Listings whose newest version asks for what is shown already: no call is needed. */
  takeSettled(limit: number): Desired[] {
    const rows = [...this.settled.values()].slice(0, limit);
    for (const { sku } of rows) this.settled.delete(sku);
    return rows;
  }

  get waiting(): number {
    return this.dirty.reduce((sum, urgency) => sum + urgency.size, this.unclear.size);
  }

  /** Commit time of the oldest number that is not shown yet; undefined when all are. */
  oldestWaiting(): string | undefined {
    const waiting = [...this.dirty.flatMap((urgency) => [...urgency]), ...this.unclear];
    const times = waiting.flatMap((sku) => this.desired.get(sku)?.recordedAt ?? []);
    return times.reduce<string | undefined>(
      (oldest, time) => (oldest === undefined || time < oldest ? time : oldest),
      undefined,
    );
  }

  private sort(sku: string): boolean {
    for (const urgency of this.dirty) urgency.delete(sku);
    this.settled.delete(sku);
    const desired = this.desired.get(sku);
    if (!desired || this.unclear.has(sku)) return false;
    const shown = this.shown.get(sku);
    if (shown?.quantity === desired.quantity) {
      if (shown.version < desired.version) this.settled.set(sku, desired);
      return false;
    }
    if ((this.rejected.get(sku) ?? 0) >= desired.version) return false;
    const urgency = URGENCIES.indexOf(urgencyOf(shown?.quantity ?? null, desired.quantity));
    this.dirty[urgency]?.add(sku);
    return true;
  }
}
