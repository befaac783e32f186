import type { DataSource } from 'typeorm';
import type { StoredPublication } from '../listings/listings.js';
import { readPages } from './read-pages.js';

interface Row {
  sku: string;
  sent_version: string;
  sent_quantity: number;
  sent_at: Date;
  acknowledged_version: string | null;
  acknowledged_quantity: number | null;
  is_rejected: boolean;
}

/** What the marketplace was told and what it answered, as earlier owners of the account noted it. */
export const readPublications = (
  dataSource: DataSource,
  channel: string,
  onPublication: (stored: StoredPublication) => void,
): Promise<void> =>
  readPages<Row>(
    dataSource,
    `SELECT sku, sent_version, sent_quantity, sent_at, acknowledged_version, acknowledged_quantity,
            rejected_code IS NOT NULL AS is_rejected
     FROM publication WHERE channel = $1`,
    [channel],
    (row) => onPublication(toStored(row)),
  );

function toStored(row: Row): StoredPublication {
  const sentAt = row.sent_at.toISOString();
  const version = row.acknowledged_version;
  const quantity = row.acknowledged_quantity;
  return {
    // When the source committed it is not stored for what was only sent: its sending stands in.
    sent: {
      sku: row.sku,
      version: Number(row.sent_version),
      quantity: row.sent_quantity,
      recordedAt: sentAt,
      sentAt,
    },
    acknowledged:
      version === null || quantity === null ? null : { version: Number(version), quantity },
    isRejected: row.is_rejected,
  };
}
