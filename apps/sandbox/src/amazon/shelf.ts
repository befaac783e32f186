import type { FakeFault } from '../fake/fake-fault.js';
import type { FakeListing, FakeWrite } from '../fake/fake-market.js';
import type { Availability, AvailabilityChange, MergedAvailability } from './availability.js';

export interface Shelved {
  readonly sku: string;
  readonly productType: string;
  /** ISO 8601 */
  readonly createdDate: string;
  /** by fulfillment channel code */
  readonly availability: Map<string, Availability>;
}

interface Pending {
  readonly sku: string;
  readonly changes: readonly AvailabilityChange[];
  readonly dueAtMs: number;
}

/** The channel that merchants ship from. */
const MERCHANT = 'DEFAULT';
const FIRST_CREATED_MS = Date.parse('2024-01-01T00:00:00Z');

/** One seller's listings, and what was accepted and does not show yet. */
export class Shelf {
  readonly writes: FakeWrite[] = [];
  private readonly listings = new Map<string, Shelved>();
  private readonly pending: Pending[] = [];
  /** waits until something that was accepted after it shows */
  private readonly late: Pending[] = [];

  constructor(
    private readonly applyAfterMs: number,
    private readonly now: () => number,
  ) {}

  /** @param createdDate of all of them; left out: each is a second younger than the one before */
  seed(listings: readonly FakeListing[], createdDate?: string): void {
    for (const { sku, quantity } of listings) {
      const createdMs = FIRST_CREATED_MS + this.listings.size * 1000;
      this.listings.set(sku, {
        sku,
        productType: 'LUGGAGE',
        createdDate: createdDate ?? new Date(createdMs).toISOString(),
        availability: new Map([[MERCHANT, { fulfillment_channel_code: MERCHANT, quantity }]]),
      });
    }
  }

  get(sku: string): Shelved | undefined {
    this.applyDue();
    return this.listings.get(sku);
  }

  all(): readonly Shelved[] {
    this.applyDue();
    return [...this.listings.values()];
  }

  shown(): ReadonlyMap<string, number> {
    const shown = this.all().flatMap(({ sku, availability }): [string, number][] => {
      const quantity = availability.get(MERCHANT)?.quantity;
      return quantity === undefined ? [] : [[sku, quantity]];
    });
    return new Map(shown);
  }

  accept(sku: string, changes: readonly AvailabilityChange[], fault: FakeFault | undefined): void {
    if (fault?.kind === 'never_apply') return;
    const accepted = { sku, changes, dueAtMs: this.now() + this.applyAfterMs };
    (fault?.kind === 'apply_late' ? this.late : this.pending).push(accepted);
  }

  edit(sku: string, quantity: number): void {
    const change: Availability = { fulfillment_channel_code: MERCHANT, quantity };
    this.apply({ sku, changes: [{ op: 'merge', value: [change] }], dueAtMs: 0 });
  }

  settle(): void {
    this.applyUntil(Number.POSITIVE_INFINITY);
    this.applyLate();
  }

  private applyDue(): void {
    if (this.applyUntil(this.now())) this.applyLate();
  }

  private applyUntil(nowMs: number): boolean {
    // All wait equally long, so they are due in the order in which they came.
    const waiting = this.pending.findIndex(({ dueAtMs }) => dueAtMs > nowMs);
    const due = this.pending.splice(0, waiting === -1 ? this.pending.length : waiting);
    for (const each of due) this.apply(each);
    return due.length > 0;
  }

  private applyLate(): void {
    for (const each of this.late.splice(0)) this.apply(each);
  }

  private apply({ sku, changes }: Pending): void {
    const listing = this.listings.get(sku);
    if (!listing) return;
    for (const { op, value } of changes) {
      if (op !== 'merge') listing.availability.clear();
      for (const each of value) {
        const code = each.fulfillment_channel_code;
        listing.availability.set(code, merge(listing.availability.get(code), each));
        if (each.quantity !== undefined) this.writes.push({ sku, quantity: each.quantity });
      }
    }
  }
}

/** What is left out stays, a null takes it away. */
function merge(before: Availability | undefined, change: MergedAvailability): Availability {
  const fields = Object.entries({ ...before, ...change }).filter(([, value]) => value !== null);
  return Object.fromEntries(fields) as Availability;
}
