export type {
  ChannelConnector,
  LimitHint,
  PushResult,
  QuantityRow,
  ReadBackResult,
  RowVerdict,
} from './channel-connector.js';
export { createConnector } from './create-connector.js';
export { ChannelLimiter } from './limiter/channel-limiter.js';
export { URGENCIES, urgencyOf, type Urgency } from './urgency.js';
