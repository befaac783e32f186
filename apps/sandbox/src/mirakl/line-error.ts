import type { Offers } from './offers.js';
import type { StockLine } from './stock-file.js';

const MOST_UNITS = 1_000_000_000;

/**
 * Why a line is not taken; undefined: it is. Lines that delete a quantity are not part of the pretence.
 */
export function lineError(
  { values }: StockLine,
  offers: Offers,
  warehouses: readonly string[],
): string | undefined {
  const { quantity, 'warehouse-code': warehouse, 'update-delete': updateDelete } = values;
  if (!offers.get(values['offer-sku'])) return 'The offer does not exist; check "offer-sku"';
  if (!/^\d+$/.test(quantity) || Number(quantity) > MOST_UNITS) {
    return `The quantity "${quantity}" is not valid`;
  }
  if (warehouse !== '' && !warehouses.includes(warehouse)) {
    return `The warehouse "${warehouse}" does not exist`;
  }
  if (updateDelete !== '' && updateDelete !== 'update') {
    return `"${updateDelete}" is not valid for "update-delete"`;
  }
  return undefined;
}
