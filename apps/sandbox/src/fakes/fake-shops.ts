import { AmazonMarket } from '../amazon/amazon-market.js';
import { AMAZON_DEFAULTS } from '../amazon/amazon-options.js';
import { EbayMarket } from '../ebay/ebay-market.js';
import { EBAY_DEFAULTS } from '../ebay/ebay-options.js';
import type { FakeMarket } from '../fake/fake-market.js';
import { MedusaMarket } from '../medusa/medusa-market.js';
import { MEDUSA_DEFAULTS } from '../medusa/medusa-options.js';
import { MiraklMarket } from '../mirakl/mirakl-market.js';
import { MIRAKL_DEFAULTS } from '../mirakl/mirakl-options.js';
import { ShopifyMarket } from '../shopify/shopify-market.js';
import { VendureMarket } from '../vendure/vendure-market.js';
import { VENDURE_DEFAULTS } from '../vendure/vendure-options.js';

/** In the order of their ports. */
export const FAKES = ['amazon', 'ebay', 'medusa', 'mirakl', 'shopify', 'vendure'] as const;
export type FakeName = (typeof FAKES)[number];

interface FakeShop {
  readonly open: () => FakeMarket;
  /** What the policy of whoever calls it says under `endpoint`, credentials included: they are pretend ones. */
  readonly endpoint: (url: string) => Readonly<Record<string, string>>;
}

const SHOPIFY = { token: 'shpat_pretend', locationId: 'gid://shopify/Location/70000001' } as const;
/** Of the standard plan. */
const SHOPIFY_POINTS = { capacity: 2_000, refillPerSecond: 100 };

/** Every vendor's pretend marketplace, with one merchant's account. */
export const FAKE_SHOPS: Readonly<Record<FakeName, FakeShop>> = {
  amazon: {
    open: () => new AmazonMarket(),
    endpoint: (url) => {
      const { login, marketplaceId, sellerId } = AMAZON_DEFAULTS;
      const tokenUrl = `${url}/auth/o2/token`;
      return { region: 'eu', url, tokenUrl, sellerId, marketplaceId, ...login };
    },
  },
  ebay: {
    open: () => new EbayMarket(),
    endpoint: (url) => {
      const tokenUrl = `${url}/identity/v1/oauth2/token`;
      return { seller: 'acme-outlet', url, tokenUrl, ...EBAY_DEFAULTS.login };
    },
  },
  medusa: {
    open: () => new MedusaMarket(),
    endpoint: (url) => {
      const { apiKey, locationId } = MEDUSA_DEFAULTS;
      return { url, apiKey, locationId };
    },
  },
  mirakl: {
    open: () => new MiraklMarket(),
    endpoint: (url) => ({ url, apiKey: MIRAKL_DEFAULTS.apiKey }),
  },
  shopify: {
    open: () => new ShopifyMarket({ ...SHOPIFY, points: SHOPIFY_POINTS }),
    endpoint: (url) => ({ url, shop: 'acme.myshopify.com', ...SHOPIFY }),
  },
  vendure: {
    open: () => new VendureMarket(),
    endpoint: (url) => {
      const { apiKey, stockLocationId } = VENDURE_DEFAULTS;
      return { url, apiKey, stockLocationId };
    },
  },
};
