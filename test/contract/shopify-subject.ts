import { ShopifyConnector } from '#channels';
import { serveFake } from '../../apps/sandbox/src/fake/serve-fake.js';
import type { BucketSize } from '../../apps/sandbox/src/limit/token-bucket.js';
import { ShopifyMarket } from '../../apps/sandbox/src/shopify/shopify-market.js';
import type { Subject, SubjectOptions } from './conformance/subject.js';

const TOKEN = 'shpat_5d1f0c6e2b7a49838c04';
export const LOCATION = 'gid://shopify/Location/70000001';
const ROOMY: BucketSize = { capacity: 1_000_000, refillPerSecond: 100_000 };
export interface ShopSubject extends Subject {
  readonly market: ShopifyMarket;
  readonly connector: ShopifyConnector;
}

export interface ShopSubjectOptions extends SubjectOptions {
  readonly points?: BucketSize;
  readonly now?: () => number;
  readonly locationId?: string;
}

export const startShop = async (options: ShopSubjectOptions): Promise<ShopSubject> => {
  const { timeoutMs, url, points = ROOMY, now, locationId = LOCATION } = options;
  const market = new ShopifyMarket({
    token: TOKEN,
    locationId: LOCATION,
    points,
    ...(now && { now }),
  });
  const served = await serveFake(market);
  const shop = { shop: 'acme.myshopify.com', token: TOKEN, locationId, plan: 'standard' } as const;
  const connector = new ShopifyConnector({ ...shop, url: url ?? served.url }, { timeoutMs });
  return {
    market,
    url: served.url,
    connector,
    secrets: [TOKEN],
    idsOf: (sku) => {
      const inventoryItemId = market.inventoryItemId(sku);
      return inventoryItemId === undefined ? {} : { inventoryItemId };
    },
    close: async () => {
      await connector.close();
      await served.close();
    },
  };
};
