import type { DataSource } from 'typeorm';
import { LeaseLostError, type Fence } from '../lease/lease.js';
import type { Desired } from '../listings/listing.js';
import { TALLY } from './tally-answers.js';

/** A clear answer for one listing. */
export interface Settlement {
  readonly desired: Desired;
  /** `confirmed`: by a read-back; `unchanged`: the number was shown already, nothing was sent */
  readonly step: 'applied' | 'confirmed' | 'rejected' | 'unchanged';
  readonly rejected: { readonly code: string; readonly reason: string | null } | null;
}

/** The row lock makes a new owner wait until this write is in, and this write see a new owner. */
const FENCE = `SELECT 1 FROM channel_lease
     WHERE channel = $1 AND owner = $2 AND epoch = $3::bigint`;

const MARK_SENT = `
  WITH lease AS (${FENCE} AND expires_at > now() FOR SHARE), marked AS (
    INSERT INTO publication (channel, sku, lease_epoch, sent_version, sent_quantity, sent_at,
                             sent_offer)
    SELECT $1, given.sku, $3::bigint, given.version, given.quantity, $7::timestamptz, given.offer
    FROM lease, unnest($4::text[], $5::bigint[], $6::int[], $8::jsonb[])
      AS given (sku, version, quantity, offer)
    ON CONFLICT (channel, sku) DO UPDATE
    SET lease_epoch = excluded.lease_epoch, sent_version = excluded.sent_version,
        sent_quantity = excluded.sent_quantity, sent_at = excluded.sent_at,
        sent_offer = excluded.sent_offer, rejected_code = NULL,
        rejected_reason = NULL
    WHERE publication.sent_version <= excluded.sent_version
    RETURNING sku, sent_version, sent_quantity),
  history AS (
    INSERT INTO publication_step (channel, sku, at, step, version, quantity, lease_epoch)
    SELECT $1, sku, $7::timestamptz, 'sent', sent_version, sent_quantity, $3::bigint FROM marked)
  SELECT EXISTS (SELECT FROM lease) AS held, ARRAY(SELECT sku FROM marked) AS skus`;

const SETTLE = `
  WITH lease AS (${FENCE} FOR SHARE), ${TALLY}, settled AS (
    UPDATE publication AS p
    SET acknowledged_version = CASE WHEN given.code IS NULL THEN given.version ELSE p.acknowledged_version END,
        acknowledged_quantity = CASE WHEN given.code IS NULL THEN given.quantity ELSE p.acknowledged_quantity END,
        acknowledged_offer = CASE WHEN given.code IS NULL THEN given.offer ELSE p.acknowledged_offer END,
        acknowledged_at = CASE WHEN given.code IS NULL THEN now() ELSE p.acknowledged_at END,
        recorded_at = CASE WHEN given.code IS NULL THEN given.recorded_at ELSE p.recorded_at END,
        rejected_code = given.code, rejected_reason = given.reason
    FROM lease, unnest($4::text[], $5::bigint[], $6::int[], $7::timestamptz[], $8::text[], $9::text[],
                       $10::jsonb[], $11::text[])
      AS given (sku, version, quantity, recorded_at, code, reason, offer, step)
    WHERE p.channel = $1 AND p.sku = given.sku
      AND given.version >= coalesce(p.acknowledged_version, 0)
    RETURNING given.sku, given.step, given.version, given.quantity, given.code, given.reason),
  history AS (
    INSERT INTO publication_step
      (channel, sku, at, step, version, quantity, lease_epoch, code, reason)
    SELECT $1, sku, $12::timestamptz, step, version, quantity, $3::bigint, code, reason FROM settled)
  SELECT EXISTS (SELECT FROM lease) AS held`;

/**
 * Notes what is about to be sent: after a crash it will be read back. Nothing is noted when the lease
 * is lost (I4), nor for a listing that was sent a newer version (I5).
 *
 * @returns the listings that may be sent
 * @throws LeaseLostError
 */
export async function markSent(
  dataSource: DataSource,
  fence: Fence,
  rows: readonly Desired[],
  sentAt: Date,
): Promise<ReadonlySet<string>> {
  const [answer] = await dataSource.query<{ held: boolean; skus: string[] }[]>(MARK_SENT, [
    ...fenced(fence),
    rows.map(({ sku }) => sku),
    rows.map(({ version }) => version),
    rows.map(({ quantity }) => quantity),
    sentAt,
    rows.map(offerText),
  ]);
  if (!answer?.held) throw new LeaseLostError(fence);
  return new Set(answer.skus);
}

/**
 * Stores clear answers; an older version never replaces a newer one (I5).
 *
 * @param answeredAt by the clock that the sending was noted by
 * @throws LeaseLostError
 */
export async function settle(
  dataSource: DataSource,
  fence: Fence,
  settlements: readonly Settlement[],
  answeredAt: Date,
): Promise<void> {
  const [answer] = await dataSource.query<{ held: boolean }[]>(SETTLE, [
    ...fenced(fence),
    settlements.map(({ desired }) => desired.sku),
    settlements.map(({ desired }) => desired.version),
    settlements.map(({ desired }) => desired.quantity),
    settlements.map(({ desired }) => desired.recordedAt),
    settlements.map(({ rejected }) => rejected?.code ?? null),
    settlements.map(({ rejected }) => rejected?.reason ?? null),
    settlements.map(({ desired }) => offerText(desired)),
    settlements.map(({ step }) => step),
    answeredAt,
  ]);
  if (!answer?.held) throw new LeaseLostError(fence);
}

/** Acknowledges newer versions of numbers that are shown already. @throws LeaseLostError */
export const settleUnchanged = (
  dataSource: DataSource,
  fence: Fence,
  rows: readonly Desired[],
  at: Date,
): Promise<void> =>
  settle(
    dataSource,
    fence,
    rows.map((desired) => ({ desired, step: 'unchanged', rejected: null })),
    at,
  );

const fenced = ({ channel, owner, epoch }: Fence) => [channel, owner, epoch.toString()];

const offerText = ({ offer }: Desired): string | null => (offer ? JSON.stringify(offer) : null);
