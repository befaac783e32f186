import { randomNumbers } from '../../support/random.js';

const ITEMS = 1_000;
const HOT = 'SKU-0000';
const HOT_UNITS = 300;
const MOST_UNITS = 20;
const RESTOCKED = 40;

export interface Change {
  readonly sku: string;
  readonly quantity: number;
}

const skuOf = (at: number): string => `SKU-${String(at).padStart(4, '0')}`;

/** Sales of which half are of one item; what is sold out comes back after a while. */
export class Sale {
  private readonly random = randomNumbers(7);
  private readonly stock = new Map<string, number>();

  constructor() {
    for (let at = 0; at < ITEMS; at += 1) this.stock.set(skuOf(at), this.upTo(MOST_UNITS));
    this.stock.set(HOT, HOT_UNITS);
  }

  /** what there is, by sku */
  get quantities(): ReadonlyMap<string, number> {
    return this.stock;
  }

  next(): Change {
    const sku = this.random() < 0.5 ? HOT : skuOf(this.upTo(ITEMS - 1));
    const units = this.stock.get(sku) ?? 0;
    const quantity = units === 0 ? RESTOCKED : Math.max(0, units - this.upTo(sku === HOT ? 1 : 3));
    this.stock.set(sku, quantity);
    return { sku, quantity };
  }

  /** from 1 on */
  private upTo(most: number): number {
    return 1 + Math.floor(this.random() * most);
  }
}
