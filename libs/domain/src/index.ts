export { BUCKETS, PHYSICAL_BUCKETS, type Bucket } from './bucket.js';
export { applyEvent, type Contribution, type Move, type Outcome } from './fold.js';
export { formatQuantity, parseQuantity, type Quantity } from './quantity.js';
export { admit, type RowGuard, type RowVersion } from './row-version.js';
export type { CauseRef, SourceRow, StockEvent } from './stock-event.js';
export { STOCK_KINDS, type StockKind } from './stock-kind.js';
export {
  channelUnits,
  type ChannelRule,
  type LocationShare,
  type LocationStock,
} from './channel-availability.js';
export type { ChannelTerms, Freshness, LocationTerms, Terms } from './terms.js';
export { sourceSilence, type HeartbeatRecord, type SourceSilence } from './staleness.js';
