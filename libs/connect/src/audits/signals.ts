import type { Remedy } from './finding.js';

/** A row that no connector reads: it is taken back. */
export const TRIAL: readonly [string, string, string] = ['shelfwire-audit', 'none', '{}'];

export const TOLD_BY_KAFKA = 'the connector may not write: it is told over Kafka';

/** Rows are read once more by a connector that is told so in a table of the source's database. */
export const tellSignals = (error: unknown, mend: string): Remedy => ({
  found: error instanceof Error ? error.message : String(error),
  expected: 'a table of signals that the capture login may write',
  mend: mend.trim(),
});
