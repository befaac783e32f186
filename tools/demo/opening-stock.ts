import type { CatalogueItem } from './catalogue.js';
import { demandOf } from './demand.js';
import type { Invoice } from './invoices.js';
import { PLACES, type Place } from './places.js';
import { seeded } from './seeded.js';

export interface OpeningStock {
  readonly code: string;
  readonly place: Place;
  /** whole units */
  readonly quantity: number;
}

const SHARE_SHORT = 0.12;

/**
 * What lies on the shelves before the first sale: enough for what the data ask for, but for every eighth
 * item, which runs out.
 */
export function openingStock(
  items: readonly CatalogueItem[],
  invoices: readonly Invoice[],
  seed: string,
): readonly OpeningStock[] {
  const demand = demandOf(invoices, seed);
  const goods = items.filter((item) => item.goods);
  return PLACES.flatMap((place) =>
    goods.map(({ code }) => {
      const wanted = demand.get(place)?.get(code) ?? 0;
      const chance = (what: string) => seeded(seed, what, place, code);
      const short = chance('short') < SHARE_SHORT;
      const cover = short ? 0.5 * chance('cover') : 1 + chance('cover');
      const reserve = short ? 0 : 4 + 20 * chance('reserve');
      return { code, place, quantity: Math.ceil(wanted * cover + reserve) };
    }),
  );
}
