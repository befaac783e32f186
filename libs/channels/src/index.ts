export type {
  ChannelConnector,
  ListingQuantity,
  PushResult,
  ReadBackResult,
  RowVerdict,
} from './channel-connector.js';
export { createConnector, type ConnectorSettings } from './create-connector.js';
export type { LimitDimension, LimitHint } from './limiter/limit-dimension.js';
export { RateLimiter, type Clock, type Lane, type Settlement } from './limiter/rate-limiter.js';
export { URGENCIES, urgencyOf, type Urgency } from './urgency.js';
