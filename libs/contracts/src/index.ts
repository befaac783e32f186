export { asyncApiDocument } from './asyncapi/asyncapi.js';
export type { AvailabilityV1 } from './availability.v1.js';
export { decodeAvailability, encodeAvailability } from './availability.codec.js';
export type { ClaimsV1 } from './claims.v1.js';
export { decodeClaims, encodeClaims } from './claims.codec.js';
export { parseJson } from './json.js';
export { decodeLedgerHead, encodeLedgerHead } from './ledger-heads.codec.js';
export type { LedgerHeadV1 } from './ledger-heads.v1.js';
export { PoisonMessageError } from './poison.js';
export { publicationV1, type PublicationV1 } from './publications.v1.js';
export {
  decodeSourceRepaired,
  encodeSourceRepaired,
  isSourceRepaired,
  type SourceRepairedV1,
} from './source-repaired.v1.js';
export type { StockEventV1 } from './stock-event.v1.js';
export { decodeStockEvent, encodeStockEvent, type KafkaRecord } from './stock-event.codec.js';
export { toDomainEvent } from './to-domain-event.js';
export {
  cdcPrefix,
  cdcPrefixes,
  notificationTopic,
  schemaHistoryTopic,
  signalTopic,
  topicsOf,
  type Topics,
} from './topics.js';
