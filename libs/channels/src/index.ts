export { AmazonConnector } from './amazon/amazon-connector.js';
export type { AmazonEndpoint } from './amazon/amazon-endpoint.js';
export { createConnector, type ConnectorSettings } from './create-connector.js';
export { EbayConnector } from './ebay/ebay-connector.js';
export type { EbayEndpoint } from './ebay/ebay-endpoint.js';
export { CONNECT_TIMEOUT_MS, HttpClient } from './http/http-client.js';
export { isPublic, publicConnect } from './http/public-connect.js';
export { retryAfterMs } from './http/retry-after.js';
export type { Gauge, GaugeReading } from './limiter/gauge.js';
export {
  CALL_KINDS,
  capacityOf,
  costOf,
  listingLimits,
  type CallKind,
  type LimitDimension,
  type LimitHint,
  type TokenBucketLimit,
} from './limiter/limit-dimension.js';
export {
  ListingQuota,
  stretchMsOf,
  type ListingLimit,
  type StoredWrites,
} from './limiter/listing-quota.js';
export {
  RateLimiter,
  type Clock,
  type Lane,
  type LimitReading,
  type Settlement,
} from './limiter/rate-limiter.js';
export { MedusaConnector } from './medusa/medusa-connector.js';
export type { MedusaEndpoint } from './medusa/medusa-endpoint.js';
export { MiraklConnector } from './mirakl/mirakl-connector.js';
export type { MiraklEndpoint } from './mirakl/mirakl-endpoint.js';
export type { CallContext, Capabilities, ChannelConnector } from './port/channel-connector.js';
export type { ListingOffer, ListingRow, ObservedListing } from './port/listing-row.js';
export type { NotNow, PendingJob, PushResult, RowVerdict } from './port/push-result.js';
export type { ListResult, ReadBackResult } from './port/read-result.js';
export { SandboxConnector } from './sandbox/sandbox-connector.js';
export { ShopifyConnector, type ShopifyEndpoint } from './shopify/shopify-connector.js';
export { URGENCIES, urgencyOf, type Urgency } from './urgency.js';
export {
  nextDelivery,
  pausesWithin,
  type NextDelivery,
  type Outage,
} from './webhook/delivery-schedule.js';
export { VendureConnector } from './vendure/vendure-connector.js';
export type { VendureEndpoint } from './vendure/vendure-endpoint.js';
export { signDelivery } from './webhook/sign-delivery.js';
export { WebhookConnector } from './webhook/webhook-connector.js';
export type { WebhookEndpoint } from './webhook/webhook-endpoint.js';
export { FeedConnector } from './feed/feed-connector.js';
export { formatOf, type FeedEndpoint } from './feed/feed-endpoint.js';
