import { Imports } from './imports.js';
import type { MiraklOptions } from './mirakl-options.js';
import { Offers } from './offers.js';

/** One of the shops of the key's user. */
export interface Shop {
  readonly offers: Offers;
  readonly imports: Imports;
}

export function openShop(options: MiraklOptions, shopId: number): Shop {
  const offers = new Offers();
  return { offers, imports: new Imports(options, shopId, offers) };
}
