import type { FakeFault } from '../fake/fake-fault.js';
import type { FakeListing, FakeWrite } from '../fake/fake-market.js';
import type { DeliveredRow } from './delivery.js';

interface Shown {
  readonly quantity: number;
  readonly version: number;
  readonly availability: DeliveredRow['availability'] | null;
}

/** What the receiver sells, and the newest that it was told of each listing. */
export class Shop {
  readonly writes: FakeWrite[] = [];
  private readonly listings = new Map<string, Shown>();
  /** applied only after the next delivery */
  private late: readonly DeliveredRow[] = [];

  seed(listings: readonly FakeListing[]): void {
    for (const { sku, quantity } of listings) {
      this.listings.set(sku, { quantity, version: 0, availability: null });
    }
  }

  get(sku: string): Shown | undefined {
    return this.listings.get(sku);
  }

  shown(): ReadonlyMap<string, number> {
    return new Map([...this.listings].map(([sku, { quantity }]) => [sku, quantity]));
  }

  edit(sku: string, quantity: number): void {
    const known = this.listings.get(sku);
    if (!known) throw new Error(`the receiver has no ${sku}`);
    this.listings.set(sku, { ...known, quantity });
  }

  unknown(rows: readonly DeliveredRow[]): readonly string[] {
    return rows.map(({ sku }) => sku).filter((sku) => !this.listings.has(sku));
  }

  older(rows: readonly DeliveredRow[]): readonly string[] {
    return rows
      .filter(({ sku, version }) => version < (this.listings.get(sku)?.version ?? 0))
      .map(({ sku }) => sku);
  }

  take(rows: readonly DeliveredRow[], fault: FakeFault | undefined): void {
    if (fault?.kind === 'never_apply') return;
    if (fault?.kind === 'apply_late') {
      this.late = [...this.late, ...rows];
      return;
    }
    this.apply(rows);
    this.settle();
  }

  settle(): void {
    const due = this.late;
    this.late = [];
    // What is older than what is shown by now is not applied any more.
    this.apply(due.filter((row) => row.version >= (this.listings.get(row.sku)?.version ?? 0)));
  }

  private apply(rows: readonly DeliveredRow[]): void {
    for (const { sku, quantity, version, availability } of rows) {
      this.listings.set(sku, { quantity, version, availability });
      this.writes.push({ sku, quantity });
    }
  }
}
