import type { Db } from '../../database/read-database.js';

export const STEPS = [
  'sent',
  'applied',
  'accepted',
  'rejected',
  'unclear',
  'not_taken',
  'confirmed',
  'not_shown',
  'unchanged',
] as const;

export interface StepRow {
  readonly channel: string;
  readonly sku: string;
  readonly at: Date;
  readonly step: (typeof STEPS)[number];
  readonly version: string;
  readonly quantity: number;
  readonly code: string | null;
  readonly reason: string | null;
}

/**
 * The newest steps of one sku's listings, newest first.
 *
 * @param until later ones are left out; null: none is
 * @param most of each channel
 */
export const newestSteps = (
  db: Db,
  channels: readonly string[],
  sku: string,
  until: Date | null,
  most: number,
): Promise<StepRow[]> =>
  db.query<StepRow[]>(
    `SELECT s.* FROM unnest($1::text[]) AS asked (channel)
     CROSS JOIN LATERAL (
       SELECT channel, sku, at, step, version, quantity, code, reason FROM publication_step
       WHERE channel = asked.channel AND sku = $2 AND at <= coalesce($3::timestamptz, 'infinity')
       ORDER BY at DESC LIMIT $4
     ) AS s
     ORDER BY s.at DESC, (s.step = 'sent')`,
    [channels, sku, until, most],
  );

/** What was sent last, and what was last acknowledged, by a moment. */
export const standingSteps = (
  db: Db,
  channels: readonly string[],
  sku: string,
  until: Date,
): Promise<StepRow[]> =>
  db.query<StepRow[]>(
    `SELECT s.* FROM unnest($1::text[]) AS asked (channel)
     CROSS JOIN (VALUES (ARRAY['sent']), (ARRAY['applied', 'confirmed', 'unchanged'])) AS k (steps)
     CROSS JOIN LATERAL (
       SELECT channel, sku, at, step, version, quantity, code, reason FROM publication_step
       WHERE channel = asked.channel AND sku = $2 AND at <= $3 AND step = ANY (k.steps)
       ORDER BY at DESC, version DESC LIMIT 1
     ) AS s`,
    [channels, sku, until],
  );
