import { isGoods, type Invoice, type InvoiceLine } from './invoices.js';
import { PLACES, STORES, WAREHOUSE, type Place } from './places.js';
import { pick, seeded } from './seeded.js';

const SHARE_OF_STORES = 0.7;

/** Where an invoice is sold. */
export function placeOf(seed: string, invoice: number): Place {
  if (seeded(seed, 'place', invoice) >= SHARE_OF_STORES) return WAREHOUSE;
  return pick(STORES, seeded(seed, 'store', invoice));
}

/** The lines of an invoice that take goods off a shelf. */
export const soldLines = (invoice: Invoice): readonly InvoiceLine[] =>
  invoice.cancels ? [] : invoice.lines.filter((line) => line.quantity > 0 && isGoods(line.code));

/** Units of each item that the invoices ask for, by place. */
export function demandOf(
  invoices: readonly Invoice[],
  seed: string,
): ReadonlyMap<Place, ReadonlyMap<string, number>> {
  const demand = new Map(PLACES.map((place) => [place, new Map<string, number>()]));
  for (const invoice of invoices) {
    const wanted = demand.get(placeOf(seed, invoice.number));
    for (const { code, quantity } of soldLines(invoice)) {
      wanted?.set(code, (wanted.get(code) ?? 0) + quantity);
    }
  }
  return demand;
}
