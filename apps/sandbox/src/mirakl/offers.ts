import type { FakeListing, FakeWrite } from '../fake/fake-market.js';

export interface Offer {
  readonly id: number;
  readonly sku: string;
  /** of the offer as a whole, while it has none by warehouse */
  quantity: number;
  /** by warehouse code */
  readonly warehouses: Map<string, number>;
}

/** What customers see, all warehouses together. */
export const totalOf = ({ quantity, warehouses }: Offer): number =>
  warehouses.size === 0
    ? quantity
    : [...warehouses.values()].reduce((total, each) => total + each, 0);

/** One shop's offers. */
export class Offers {
  readonly writes: FakeWrite[] = [];
  private readonly offers = new Map<string, Offer>();

  seed(listings: readonly FakeListing[]): void {
    for (const { sku, quantity } of listings) {
      const id = 2_000 + this.offers.size;
      this.offers.set(sku, { id, sku, quantity, warehouses: new Map() });
    }
  }

  get(sku: string): Offer | undefined {
    return this.offers.get(sku);
  }

  all(): readonly Offer[] {
    return [...this.offers.values()];
  }

  shown(): ReadonlyMap<string, number> {
    return new Map(this.all().map((offer) => [offer.sku, totalOf(offer)]));
  }

  /** @param warehouse '': the offer as a whole, whatever its warehouses had */
  set(sku: string, warehouse: string, quantity: number): void {
    const offer = this.offers.get(sku);
    if (!offer) return;
    if (warehouse === '') {
      offer.quantity = quantity;
      offer.warehouses.clear();
    } else offer.warehouses.set(warehouse, quantity);
    this.writes.push({ sku, quantity });
  }
}
