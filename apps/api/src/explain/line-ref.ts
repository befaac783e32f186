import { z } from 'zod';
import { iso } from '../format/instants.js';
import { instant, wholeText } from '../format/schemas.js';
import type { LedgerRow } from './ledger.queries.js';
import { sourceRow, sourceRowSchema } from './source-row.js';

/** The line that a value comes from, as far as a value needs it. */
export const lineRefSchema = z
  .object({
    line: wholeText,
    version: z.int().describe('the item version that it led to'),
    policyVersion: z.string(),
    recordedAt: instant.describe('commit time in the source'),
    appliedAt: instant,
    row: sourceRowSchema,
  })
  .meta({ id: 'LedgerLineReference' });

export type LineRef = z.infer<typeof lineRefSchema>;

export const toLineRef = (row: LedgerRow): LineRef => ({
  line: row.line,
  version: Number(row.version),
  policyVersion: row.policy_version,
  recordedAt: iso(row.recorded_at),
  appliedAt: iso(row.applied_at),
  row: sourceRow(row),
});
