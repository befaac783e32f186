export { recordAction, recordActions, type OperatorAction } from './actions/record-action.js';
export {
  endBackfill,
  insertBackfill,
  readBackfill,
  readBackfills,
  setPaced,
  type Backfill,
} from './backfill/backfills.js';
export { hearBackfill, type BackfillWord } from './backfill/hear-backfill.js';
export {
  askPublisher,
  confirmZeros,
  pauseChannel,
  resumeChannel,
  type Voice,
} from './channels/channel-controls.js';
export { mapListings, type ListingMapping } from './channels/map-listings.js';
export { copyRows, type CopiedRow } from './copy-rows.js';
export { createDataSource } from './data-source.js';
export type { ApiKey } from './keys/api-key.js';
export { createKey, type NewKey } from './keys/create-key.js';
export { findKey, findSession, type Credential } from './keys/find-credential.js';
export { listKeys } from './keys/list-keys.js';
export { revokeKey } from './keys/revoke-key.js';
export { beginSession, endSession } from './keys/sessions.js';
export { noteUse } from './keys/note-use.js';
export { chosenParked, decideParked, type ParkedDecision } from './parked/decide-parked.js';
export { parkedCondition, type ParkedFilter } from './parked/parked-filter.js';
export { sourceSigns, type SourceSigns } from './source-signs.js';
export { StorageModule } from './storage.module.js';
export {
  commitClaim,
  extendClaim,
  releaseClaim,
  type Authority,
  type ChangedClaim,
} from './claims/change-claim.js';
export type { ClaimCall, ClaimOutcome, DecidedCall, OrderRef } from './claims/claim-call.js';
export { shopperId } from './claims/claim-context.js';
export {
  closeRecords,
  openRecords,
  readRecords,
  type CallKey,
  type StoredAnswer,
} from './claims/idempotency.js';
export { lockStocks } from './claims/lock-stocks.js';
export { makeClaims } from './claims/make-claims.js';
export { hasAnnouncements, takeAnnouncements, type Announcement } from './claims/outbox.js';
export {
  readClaim,
  readClaims,
  type Claim,
  type ClaimAt,
  type ClaimLine,
} from './claims/read-claims.js';
export { readMovements } from './claims/read-movements.js';
export { recordAbsorptions } from './claims/record-absorptions.js';
export { expireDueClaims, forgetRecords, giveUpUnmatched, resolveMatched } from './claims/sweep.js';
export type { ChannelOrder, MadePromise, OrderPromise } from './promises/promise.js';
export { lockServable, readPromises, type ChannelPlace } from './promises/read-promises.js';
export {
  cancelPromises,
  lockInbound,
  makePromises,
  recordServed,
  type ServedUnits,
} from './promises/write-promises.js';
