export { awaitedLocation, type Awaited } from './awaits.js';
export { cdcTopics } from './cdc-topics.js';
export { decodeChange, type CdcMessage, type RowChange } from './change.js';
export { boundedText, LONGEST } from './bounded-text.js';
export type { Row } from './change-shape.js';
export { commitTime } from './envelope.js';
export type { CompiledMoves, CompiledTable } from './compile.js';
export { columnIn, namesIn } from './expression.js';
export { loadPack, type Pack } from './load-pack.js';
export { describePosition } from './native-position.js';
export type { Engine, PackFile } from './pack.schema.js';
export type { LocationOf } from './placement.js';
export { missingReferences } from './follow-references.js';
export {
  referenceId,
  referenceKeys,
  type FormerContent,
  type ReferenceKey,
  type References,
  type ReferenceState,
} from './references.js';
export { tablePlace, type TablePlace } from './table-place.js';
export {
  translate,
  type IdentifiedEvent,
  type Translation,
  type TranslationContext,
} from './translate.js';
