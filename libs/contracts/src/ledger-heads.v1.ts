import { z } from 'zod';

/**
 * Key: partition. How far a partition's ledger had come: a witness outside the database, kept for long and
 * never compacted, since the older ones tell as well.
 */
export const ledgerHeadV1 = z.strictObject({
  partition: z.int().nonnegative(),
  /** number of the newest line, as text */
  line: z.string().regex(/^[1-9]\d*$/, 'a positive whole number as text'),
  /** the line's hash */
  hash: z.string().regex(/^[0-9a-f]{64}$/, '64 hex digits'),
  /** UTC ISO 8601 */
  announcedAt: z.iso.datetime(),
});

export type LedgerHeadV1 = z.infer<typeof ledgerHeadV1>;
