import type { DataSource } from 'typeorm';
import type { Fence } from '../lease/lease.js';
import type { Desired } from '../listings/listing.js';

/** What became of a sending that has no clear answer yet. */
export interface UnsettledStep {
  readonly sent: Desired;
  /** `not_taken`: the marketplace did not look at it; `not_shown`: a read-back found another number */
  readonly step: 'accepted' | 'unclear' | 'not_taken' | 'not_shown';
  readonly code: string | null;
  readonly reason: string | null;
}

/** Adds steps to the history of listings; none is added once the lease is lost (I4). */
export async function addSteps(
  dataSource: DataSource,
  { channel, owner, epoch }: Fence,
  steps: readonly UnsettledStep[],
  at: Date,
): Promise<void> {
  if (steps.length === 0) return;
  await dataSource.query(
    `INSERT INTO publication_step (channel, sku, at, step, version, quantity, lease_epoch, code, reason)
     SELECT $1, given.sku, $4::timestamptz, given.step, given.version, given.quantity, $3::bigint,
            given.code, given.reason
     FROM unnest($5::text[], $6::text[], $7::bigint[], $8::int[], $9::text[], $10::text[])
       AS given (sku, step, version, quantity, code, reason)
     WHERE EXISTS (
       SELECT FROM channel_lease WHERE channel = $1 AND owner = $2 AND epoch = $3::bigint)`,
    [
      channel,
      owner,
      epoch.toString(),
      at,
      steps.map(({ sent }) => sent.sku),
      steps.map(({ step }) => step),
      steps.map(({ sent }) => sent.version),
      steps.map(({ sent }) => sent.quantity),
      steps.map(({ code }) => code),
      steps.map(({ reason }) => reason),
    ],
  );
}

/** Some at a time, so that no call waits for long. */
const MOST_ROWS = 5_000;

/** Forgets steps that are older than so many days. @returns how many */
export async function forgetSteps(
  dataSource: DataSource,
  days: number,
  now: Date,
): Promise<number> {
  const before = new Date(now.getTime() - days * 86_400_000);
  const [, rows] = await dataSource.query<[unknown, number]>(
    `DELETE FROM publication_step WHERE ctid = ANY (ARRAY(
       SELECT ctid FROM publication_step WHERE at < $1 LIMIT ${MOST_ROWS}))`,
    [before],
  );
  return rows;
}
