import type { DataSource } from 'typeorm';
import type { Desired } from './listings.js';

/** What is stored of one listing. */
export interface StoredPublication {
  readonly sku: string;
  readonly sentVersion: number;
  readonly acknowledgedVersion: number | null;
  readonly acknowledgedQuantity: number | null;
  readonly rejectedCode: string | null;
}

interface Row {
  sku: string;
  sent_version: string;
  acknowledged_version: string | null;
  acknowledged_quantity: number | null;
  rejected_code: string | null;
}

export async function readPublications(
  dataSource: DataSource,
  channel: string,
): Promise<StoredPublication[]> {
  const rows = await dataSource.query<Row[]>(
    `SELECT sku, sent_version, acknowledged_version, acknowledged_quantity, rejected_code
     FROM publication WHERE channel = $1`,
    [channel],
  );
  return rows.map((row) => ({
    sku: row.sku,
    sentVersion: Number(row.sent_version),
    acknowledgedVersion:
      row.acknowledged_version === null ? null : Number(row.acknowledged_version),
    acknowledgedQuantity: row.acknowledged_quantity,
    rejectedCode: row.rejected_code,
  }));
}

/** The right to write to a channel, as it was taken. */
export interface Lease {
  readonly channel: string;
  readonly owner: string;
  readonly epoch: bigint;
}

/**
 * Notes what is about to be sent, unless the lease is lost (I4) or a newer version was sent (I5).
 *
 * @returns the listings that may be sent
 */
export async function markSent(
  dataSource: DataSource,
  { channel, owner, epoch }: Lease,
  rows: readonly Desired[],
): Promise<ReadonlySet<string>> {
  const marked = await dataSource.query<{ sku: string }[]>(
    `INSERT INTO publication
       (channel, sku, lease_epoch, sent_version, sent_quantity, sent_at)
     SELECT $1::text, given.sku, $2::bigint, given.version, given.quantity, now()
     FROM unnest($4::text[], $5::bigint[], $6::int[]) AS given (sku, version, quantity)
     WHERE EXISTS (SELECT FROM channel_lease
                   WHERE channel = $1 AND epoch = $2 AND owner = $3 AND expires_at > now())
     ON CONFLICT (channel, sku) DO UPDATE
     SET lease_epoch = excluded.lease_epoch, sent_version = excluded.sent_version,
         sent_quantity = excluded.sent_quantity, sent_at = excluded.sent_at,
         rejected_code = NULL, rejected_reason = NULL
     WHERE publication.lease_epoch <= excluded.lease_epoch
       AND publication.sent_version <= excluded.sent_version
     RETURNING sku`,
    [
      channel,
      epoch.toString(),
      owner,
      rows.map(({ sku }) => sku),
      rows.map(({ version }) => version),
      rows.map(({ quantity }) => quantity),
    ],
  );
  return new Set(marked.map(({ sku }) => sku));
}

/** A clear answer for one listing. */
export interface Settlement {
  readonly desired: Desired;
  readonly rejected: { readonly code: string; readonly reason: string } | null;
}

/** Stores clear answers; an older version never replaces a newer one (I5). */
export async function settle(
  dataSource: DataSource,
  { channel, epoch }: Lease,
  settlements: readonly Settlement[],
): Promise<void> {
  if (settlements.length === 0) return;
  await dataSource.query(
    `UPDATE publication AS p
     SET acknowledged_version = CASE WHEN given.code IS NULL THEN given.version ELSE p.acknowledged_version END,
         acknowledged_quantity = CASE WHEN given.code IS NULL THEN given.quantity ELSE p.acknowledged_quantity END,
         acknowledged_at = CASE WHEN given.code IS NULL THEN now() ELSE p.acknowledged_at END,
         recorded_at = CASE WHEN given.code IS NULL THEN given.recorded_at ELSE p.recorded_at END,
         sent_version = greatest(p.sent_version, given.version),
         rejected_code = given.code, rejected_reason = given.reason
     FROM unnest($3::text[], $4::bigint[], $5::int[], $6::timestamptz[], $7::text[], $8::text[])
       AS given (sku, version, quantity, recorded_at, code, reason)
     WHERE p.channel = $1 AND p.sku = given.sku AND p.lease_epoch <= $2::bigint
       AND given.version >= coalesce(p.acknowledged_version, 0)`,
    [
      channel,
      epoch.toString(),
      settlements.map(({ desired }) => desired.sku),
      settlements.map(({ desired }) => desired.version),
      settlements.map(({ desired }) => desired.quantity),
      settlements.map(({ desired }) => desired.recordedAt),
      settlements.map(({ rejected }) => rejected?.code ?? null),
      settlements.map(({ rejected }) => rejected?.reason ?? null),
    ],
  );
}
