import { AmazonConnector } from './amazon/amazon-connector.js';
import type { AmazonEndpoint } from './amazon/amazon-endpoint.js';
import { MedusaConnector } from './medusa/medusa-connector.js';
import type { MedusaEndpoint } from './medusa/medusa-endpoint.js';
import { MiraklConnector } from './mirakl/mirakl-connector.js';
import type { MiraklEndpoint } from './mirakl/mirakl-endpoint.js';
import { FeedConnector } from './feed/feed-connector.js';
import type { FeedEndpoint } from './feed/feed-endpoint.js';
import { EbayConnector } from './ebay/ebay-connector.js';
import type { EbayEndpoint } from './ebay/ebay-endpoint.js';
import type { ChannelConnector } from './port/channel-connector.js';
import { SandboxConnector, type SandboxEndpoint } from './sandbox/sandbox-connector.js';
import { ShopifyConnector, type ShopifyEndpoint } from './shopify/shopify-connector.js';
import { VendureConnector } from './vendure/vendure-connector.js';
import type { VendureEndpoint } from './vendure/vendure-endpoint.js';
import { WebhookConnector } from './webhook/webhook-connector.js';
import type { WebhookEndpoint } from './webhook/webhook-endpoint.js';

/** The part of a channel's policy that a connector needs. */
export type ConnectorSettings =
  | {
      readonly connector: 'sandbox';
      readonly endpoint: SandboxEndpoint;
      readonly rowsPerCall: number;
    }
  | { readonly connector: 'amazon'; readonly endpoint: AmazonEndpoint }
  | { readonly connector: 'shopify'; readonly endpoint: ShopifyEndpoint }
  | { readonly connector: 'medusa'; readonly endpoint: MedusaEndpoint }
  | { readonly connector: 'mirakl'; readonly endpoint: MiraklEndpoint }
  | { readonly connector: 'webhook'; readonly endpoint: WebhookEndpoint }
  | { readonly connector: 'feed'; readonly endpoint: FeedEndpoint }
  | { readonly connector: 'ebay'; readonly endpoint: EbayEndpoint }
  | { readonly connector: 'vendure'; readonly endpoint: VendureEndpoint };

/** A call must be over before the lease of its account can be another process's. */
const CALL_MS = 3_500;

export function createConnector(settings: ConnectorSettings): ChannelConnector {
  switch (settings.connector) {
    case 'sandbox':
      return new SandboxConnector(settings.endpoint, settings.rowsPerCall);
    case 'amazon':
      return new AmazonConnector(settings.endpoint, { timeoutMs: CALL_MS });
    case 'shopify':
      return new ShopifyConnector(settings.endpoint, { timeoutMs: CALL_MS });
    case 'medusa':
      return new MedusaConnector(settings.endpoint, { timeoutMs: CALL_MS });
    case 'mirakl':
      return new MiraklConnector(settings.endpoint, { timeoutMs: CALL_MS });
    case 'webhook':
      return new WebhookConnector(settings.endpoint, { timeoutMs: CALL_MS });
    case 'feed':
      return new FeedConnector(settings.endpoint, { timeoutMs: CALL_MS });
    case 'ebay':
      return new EbayConnector(settings.endpoint, { timeoutMs: CALL_MS });
    case 'vendure':
      return new VendureConnector(settings.endpoint, { timeoutMs: CALL_MS });
  }
}
