export { emptyHead, type LedgerHead } from './chain.js';
export type { LedgerLine } from './ledger-line.js';
export { readExtents, type LedgerExtent } from './read-ledger.js';
export { sealLines, type SealedLines } from './seal-lines.js';
export type { Tampering, TamperingKind } from './tampering.js';
export { verifyPartition } from './verify-partition.js';
