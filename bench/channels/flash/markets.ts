import { createConnector, type ChannelConnector } from '#channels';
import { AmazonMarket } from '../../../apps/sandbox/src/amazon/amazon-market.js';
import { AMAZON_DEFAULTS } from '../../../apps/sandbox/src/amazon/amazon-options.js';
import { EbayMarket } from '../../../apps/sandbox/src/ebay/ebay-market.js';
import { EBAY_DEFAULTS } from '../../../apps/sandbox/src/ebay/ebay-options.js';
import type { FakeMarket } from '../../../apps/sandbox/src/fake/fake-market.js';
import { MiraklMarket } from '../../../apps/sandbox/src/mirakl/mirakl-market.js';
import { MIRAKL_DEFAULTS } from '../../../apps/sandbox/src/mirakl/mirakl-options.js';
import { ShopifyMarket } from '../../../apps/sandbox/src/shopify/shopify-market.js';
import { RECEIVER_DEFAULTS } from '../../../apps/sandbox/src/webhook/receiver-options.js';
import { WebhookReceiver } from '../../../apps/sandbox/src/webhook/webhook-receiver.js';

/** A pretend marketplace, and how it is published to. */
export interface Market {
  /** with the limits that the vendor publishes */
  readonly open: () => FakeMarket;
  readonly connect: (url: string) => ChannelConnector;
  /** limits of its own, where the connector knows none */
  readonly limits?: ChannelConnector['limits'];
  /** seconds within which zeros are to be handed over: two, or what the limit makes of it */
  readonly zerosWithinS: number;
  /** what it allows, for readers */
  readonly allows: string;
}

const SHOP = { token: 'shpat_bench', locationId: 'gid://shopify/Location/1' };
const FIVE = { capacity: 5, refillPerSecond: 5 };
const PACE = { capacity: 5, refillPerSecond: 2 };
const { login, marketplaceId, sellerId } = AMAZON_DEFAULTS;

export const MARKETS: Readonly<Record<string, Market>> = {
  shopify: {
    open: () => new ShopifyMarket({ ...SHOP, points: { capacity: 2_000, refillPerSecond: 100 } }),
    connect: (url) =>
      createConnector({
        connector: 'shopify',
        endpoint: { shop: 'acme.myshopify.com', plan: 'standard', url, ...SHOP },
      }),
    zerosWithinS: 2,
    allows: '100 points a second; 10 a call',
  },
  amazon: {
    open: () =>
      new AmazonMarket({ quotas: { patchListingsItem: FIVE, searchListingsItems: FIVE } }),
    connect: (url) =>
      createConnector({
        connector: 'amazon',
        endpoint: {
          region: 'eu',
          url,
          tokenUrl: `${url}/auth/o2/token`,
          sellerId,
          marketplaceId,
          ...login,
          defaultProductType: 'PRODUCT',
          fulfillmentChannel: 'DEFAULT',
        },
      }),
    zerosWithinS: 2,
    allows: '5 calls a second, a listing each',
  },
  ebay: {
    open: () => new EbayMarket({}),
    connect: (url) =>
      createConnector({
        connector: 'ebay',
        endpoint: {
          seller: 'acme-outlet',
          ...EBAY_DEFAULTS.login,
          offerQuantities: true,
          skusPerCall: 25,
          language: 'en-US',
          url,
          tokenUrl: `${url}/identity/v1/oauth2/token`,
        },
      }),
    zerosWithinS: 2,
    allows: '250 revisions of a listing a day',
  },
  mirakl: {
    open: () => new MiraklMarket({}),
    connect: (url) =>
      createConnector({
        connector: 'mirakl',
        endpoint: {
          url,
          apiKey: MIRAKL_DEFAULTS.apiKey,
          shopId: null,
          warehouse: null,
          updateDelete: 'update',
          rowsPerImport: 10_000,
        },
      }),
    zerosWithinS: 62,
    allows: 'an import a minute',
  },
  webhook: {
    open: () => new WebhookReceiver({ pace: PACE }),
    connect: (url) =>
      createConnector({
        connector: 'webhook',
        endpoint: {
          url: `${url}${RECEIVER_DEFAULTS.path}`,
          account: 'acme',
          secrets: [RECEIVER_DEFAULTS.secret],
          token: RECEIVER_DEFAULTS.token,
          rowsPerCall: 100,
          allowPrivateAddresses: true,
        },
      }),
    limits: [
      {
        id: 'deliveries',
        kind: 'tokenBucket',
        scope: 'account',
        counts: ['write'],
        cost: 'request',
        perRequest: 1,
        perRow: 0,
        ...PACE,
      },
    ],
    zerosWithinS: 2,
    allows: '2 deliveries a second',
  },
};
