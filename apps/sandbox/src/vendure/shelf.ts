import type { FakeListing, FakeWrite } from '../fake/fake-market.js';

export interface Level {
  readonly stockLocationId: string;
  readonly stockOnHand: number;
  readonly stockAllocated: number;
}

export interface Variant {
  readonly id: string;
  readonly sku: string;
  readonly trackInventory: 'TRUE' | 'FALSE' | 'INHERIT';
  readonly stockLevels: readonly Level[];
}

/** The shop's variants and what is in stock of them. Skus are not unique. */
export class Shelf {
  readonly writes: FakeWrite[] = [];
  private variants: readonly Variant[] = [];
  private lastId = 0;

  constructor(private readonly locationId: string) {}

  seed(listings: readonly FakeListing[]): void {
    const levelOf = (stockOnHand: number): Level => ({
      stockLocationId: this.locationId,
      stockOnHand,
      stockAllocated: 0,
    });
    const added = listings.map(({ sku, quantity }): Variant => {
      this.lastId += 1;
      const stockLevels = [levelOf(quantity)];
      return { id: String(this.lastId), sku, trackInventory: 'INHERIT', stockLevels };
    });
    this.variants = [...this.variants, ...added];
  }

  all(): readonly Variant[] {
    return this.variants;
  }

  byId(id: string): Variant | undefined {
    return this.variants.find((variant) => variant.id === id);
  }

  /** @throws Error when there is no such variant */
  bySku(sku: string): Variant {
    const found = this.variants.find((variant) => variant.sku === sku);
    if (!found) throw new Error(`the shop has no ${sku}`);
    return found;
  }

  /** What customers may still order. */
  shown(): ReadonlyMap<string, number> {
    return new Map(this.variants.map((variant) => [variant.sku, this.available(variant)]));
  }

  change(id: string, change: Partial<Variant>): void {
    this.variants = this.variants.map((variant) =>
      variant.id === id ? { ...variant, ...change } : variant,
    );
  }

  /** Changes what is on hand and allocated by so many units. */
  move(sku: string, onHand: number, allocated: number): void {
    const { id, stockLevels } = this.bySku(sku);
    this.change(id, {
      stockLevels: stockLevels.map((level) => ({
        ...level,
        stockOnHand: level.stockOnHand + onHand,
        stockAllocated: level.stockAllocated + allocated,
      })),
    });
  }

  remove(id: string): void {
    this.variants = this.variants.filter((variant) => variant.id !== id);
  }

  /** Takes what a transaction has come to. */
  commit(changed: readonly Variant[]): void {
    for (const variant of changed) {
      this.change(variant.id, variant);
      this.writes.push({ sku: variant.sku, quantity: this.available(variant) });
    }
  }

  private available({ stockLevels }: Variant): number {
    const level = stockLevels.find(({ stockLocationId }) => stockLocationId === this.locationId);
    return level ? level.stockOnHand - level.stockAllocated : 0;
  }
}
