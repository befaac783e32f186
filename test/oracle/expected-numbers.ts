import type { ExpectedStock } from './expected-stock.js';
import type { Outlet, Shop } from './facts.js';

const NOTHING: ReadonlyMap<string, number> = new Map();

/**
 * Whole units that the outlet may show of the item.
 *
 * @param held by claims: `sku|shelf` → thousandths
 */
export function expectedUnits(
  stock: ExpectedStock,
  shop: Shop,
  outlet: Outlet,
  sku: string,
  held: ReadonlyMap<string, number> = NOTHING,
): number {
  let units = 0;
  for (const shelf of shop.shelves) {
    if (!outlet.sellsFrom.includes(shelf.id)) continue;
    const available = stock.get([sku, shelf.id, shelf.source, 'available_base'].join('|')) ?? 0;
    const free = available - (held.get(`${sku}|${shelf.id}`) ?? 0);
    const kept = outlet.keepsBack + (outlet.protects[shelf.id] ?? 0);
    units += wholeUnitsAbove(free, kept);
  }
  return outlet.atMost !== null && units > outlet.atMost ? outlet.atMost : units;
}

/** Counted one by one rather than divided, so that no rounding rule is shared with the product. */
function wholeUnitsAbove(thousandths: number, kept: number): number {
  let units = 0;
  for (let left = thousandths - kept * 1000; left >= 1000; left -= 1000) units += 1;
  return units;
}
