import type { Level } from './source-books.js';

/** The demonstration's channels once more, in this oracle's own words. */
interface Shop {
  readonly account: string;
  /** place → units kept back there */
  readonly keepBack: Readonly<Record<string, number>>;
  readonly most: number;
}

export const SHOPS: readonly Shop[] = [
  {
    account: 'bazaar',
    keepBack: { London: 3, Leeds: 1, Bristol: 1, 'WH/Stock': 1 },
    most: Number.POSITIVE_INFINITY,
  },
  { account: 'emporium', keepBack: { 'WH/Stock': 0, Leeds: 0 }, most: 999 },
];

/** sku → units that the shop must show */
export function expectedQuantities(shop: Shop, levels: readonly Level[]): Map<string, number> {
  const shown = new Map<string, number>();
  for (const { sku, place, available } of levels) {
    const keep = shop.keepBack[place];
    const units = keep === undefined ? 0 : Math.max(0, Math.floor(available - keep));
    shown.set(sku, (shown.get(sku) ?? 0) + units);
  }
  for (const [sku, units] of shown) shown.set(sku, Math.min(units, shop.most));
  return shown;
}
