import type { FakeListing } from '../../../apps/sandbox/src/fake/fake-market.js';

/** What the process of the pretend marketplaces is asked. */
export type ToMarkets =
  { readonly kind: 'seed'; readonly listings: readonly FakeListing[] } | { readonly kind: 'tell' };

export interface MarketState {
  readonly calls: number;
  /** answered with 429 */
  readonly refused: number;
  /** units by sku */
  readonly shown: Readonly<Record<string, number>>;
}

/** What it says. */
export type FromMarkets =
  | { readonly kind: 'ready'; readonly urls: Readonly<Record<string, string>> }
  | { readonly kind: 'seeded' }
  | { readonly kind: 'told'; readonly markets: Readonly<Record<string, MarketState>> };
