import type { FakeListing, FakeWrite } from '../fake/fake-market.js';

export interface Item {
  readonly id: string;
  readonly sku: string;
  available: number;
  /** a parent bundle: its quantity comes from its parts, and cannot be set */
  isBundle: boolean;
}

export interface Setting {
  readonly inventoryItemId: string;
  readonly quantity: number;
}

const FIRST_ID = 4_000_000_001;

/** What one location of the shop stocks. */
export class Inventory {
  readonly writes: FakeWrite[] = [];
  private readonly byId = new Map<string, Item>();
  private readonly bySku = new Map<string, Item>();
  /** accepted, and applied only after the next write */
  private late: readonly Setting[] = [];
  private nextId = FIRST_ID;

  seed(listings: readonly FakeListing[]): void {
    for (const { sku, quantity } of listings) {
      const known = this.bySku.get(sku);
      if (known) known.available = quantity;
      else this.add(sku, quantity);
    }
  }

  items(): readonly Item[] {
    return [...this.byId.values()];
  }

  item(id: string): Item | undefined {
    return this.byId.get(id);
  }

  itemOf(sku: string): Item | undefined {
    return this.bySku.get(sku);
  }

  remove(sku: string): void {
    const item = this.bySku.get(sku);
    if (!item) return;
    this.bySku.delete(sku);
    this.byId.delete(item.id);
  }

  apply(settings: readonly Setting[]): void {
    this.show(settings);
    this.settle();
  }

  applyLate(settings: readonly Setting[]): void {
    this.late = [...this.late, ...settings];
  }

  settle(): void {
    const due = this.late;
    this.late = [];
    this.show(due);
  }

  private show(settings: readonly Setting[]): void {
    for (const { inventoryItemId, quantity } of settings) {
      const item = this.byId.get(inventoryItemId);
      if (!item) continue;
      item.available = quantity;
      this.writes.push({ sku: item.sku, quantity });
    }
  }

  private add(sku: string, available: number): void {
    const item = {
      id: `gid://shopify/InventoryItem/${this.nextId}`,
      sku,
      available,
      isBundle: false,
    };
    this.nextId += 1;
    this.byId.set(item.id, item);
    this.bySku.set(sku, item);
  }
}
