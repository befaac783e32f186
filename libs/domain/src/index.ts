export { BUCKETS, PHYSICAL_BUCKETS, type Bucket } from './bucket.js';
export { applyEvent, type Contribution, type FoldResult, type Outcome } from './fold.js';
export {
  EMPTY_SUMMARY,
  type LedgerException,
  type LedgerSummary,
  type LedgerView,
} from './fold-movement.js';
export type { CountBase, LedgerRelation } from './ledger-relation.js';
export type { Move, Place } from './place.js';
export {
  formatQuantity,
  isStorableQuantity,
  parseQuantity,
  wholeUnits,
  type Quantity,
} from './quantity.js';
export { forgettable, type KeptRow } from './retention.js';
export type { RowHistory, Step } from './row-history.js';
export { admit, type RowGuard, type RowVersion } from './row-version.js';
export type { Cut, Stamp } from './stamp.js';
export {
  CONDITIONS,
  standardEffect,
  type Condition,
  type StandardEffect,
} from './standard-effect.js';
export { EFFECTS, type CauseRef, type SourceRow, type StockEvent } from './stock-event.js';
export { STOCK_KINDS, type StockKind } from './stock-kind.js';
export {
  answerFor,
  type ChannelAnswer,
  type Circumstances,
  type ItemState,
} from './channel/channel-answer.js';
export {
  vendorRules,
  type ChannelRule,
  type CountClass,
  type DynamicBufferRule,
  type PickupRule,
  type PreorderRule,
  type VendorRule,
} from './channel/channel-rule.js';
export type { ChannelUnits } from './channel/channel-units.js';
export type { DynamicBuffer } from './channel/dynamic-buffer.js';
export { NO_INBOUND, type ExpectedCohort, type Inbound, type VendorOf } from './channel/inbound.js';
export { promiseAhead, type AheadOffer } from './channel/promise-ahead.js';
export type { InboundCohort } from './channel/inbound-cohort.js';
export { itemState, knownStocks, type KnownStock } from './channel/item-state.js';
export type { LocationShare } from './channel/location-share.js';
export type { LocationState, LocationStock } from './channel/location-state.js';
export { ASSUMED_LAG, measuredLag } from './channel/measured-lag.js';
export { nextChange } from './channel/next-change.js';
export { isOrderedAhead, OFFER_STATUSES, type Offer, type OfferStatus } from './channel/offer.js';
export type { Pickup } from './channel/pickup.js';
export { dateOfDay, dayOf } from './demand/day.js';
export { listingVersion } from './listing/listing-version.js';
export { givenBy, madeUnits } from './listing/made-units.js';
export { summarize, type DemandSummary } from './demand/demand-summary.js';
export {
  NO_HISTORY,
  restateSold,
  withCount,
  type LocationHistory,
} from './demand/location-history.js';
export { countedBy, soldBy, type SaleEvent, type Sold } from './demand/sold.js';
export { sourceFreshness, type SourceFreshness } from './staleness/source-freshness.js';
export { termsOfLocations, type DeclaredLocation, type SilentPlaces } from './declared-terms.js';
export type { SourceState } from './source-precedence.js';
export {
  standingPositions,
  variances,
  type SourcePosition,
  type Variance,
} from './standing-stock.js';
export type { ChannelTerms, Freshness, LocationTerms, Terms } from './terms.js';
export type { Calendar, Span } from './staleness/calendar.js';
export { learnUsual, NOTHING_USUAL, type Usual } from './staleness/learn-usual.js';
export type { ActiveHour } from './staleness/open-minutes.js';
export { thresholdSeconds } from './staleness/location-silence.js';
export {
  LOCATION_STATES,
  newLocation,
  type LocationMemory,
  type LocationStaleness,
} from './staleness/location-state.js';
export {
  watchLocation,
  type LocationLook,
  type LocationRule,
  type LocationSigns,
  type WatchedLocation,
} from './staleness/watch-location.js';
export {
  sourceSilence,
  type HeartbeatRecord,
  type SourceSilence,
} from './staleness/source-silence.js';
export {
  claimable,
  type AdmissionRule,
  type ClaimableStock,
  type SellableTo,
  type GrantedLine,
  type Shortage,
  type WantedLine,
} from './claims/admission.js';
export {
  CLAIM_STATES,
  isDue,
  stepClaim,
  type ClaimCommand,
  type ClaimStanding,
  type ClaimState,
  type ClaimStep,
} from './claims/claim-state.js';
export { absorb, movementKey, type Absorption, type HeldLine } from './claims/absorption.js';
export {
  decideClaim,
  heldKey,
  type ClaimContext,
  type ClaimDecision,
  type WantedClaim,
} from './claims/decide.js';
export { movementsOf, type DocumentRef, type Movement, type StockFact } from './claims/movement.js';
export type { SettledLine } from './claims/settle.js';
export { SHOPPERS, STAGES, windowEnd, type Shopper, type Stage } from './claims/window.js';
export { addUp, type Amounts, type Tally } from './kpis/amounts.js';
export {
  isMet,
  KPI_DIMENSIONS,
  KPI_UNITS,
  type KpiDimension,
  type KpiPart,
  type KpiRule,
  type KpiTarget,
  type KpiUnit,
} from './kpis/kpi-rule.js';
export { KPIS } from './kpis/kpis.js';
export { LAG_STEPS } from './kpis/lag-steps.js';
export { CANCEL_REASONS, type CancelReason } from './kpis/order-kpis.js';
export {
  consumerStatus,
  WINDOW,
  worstStatus,
  type ConsumerLook,
  type ConsumerStatus,
} from './consumer/consumer-status.js';
export {
  COUNT_REASONS,
  countRisk,
  riskOf,
  type Countable,
  type CountReason,
  type RiskTerm,
} from './counts/count-risk.js';
export { isPhantom, type SellingDays } from './counts/phantom-stock.js';
export { areUnusualSales } from './counts/unusual-sales.js';
