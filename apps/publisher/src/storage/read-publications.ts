import { copyRows, type CopiedRow } from '#storage';
import type { DataSource } from 'typeorm';
import { offering } from '../listings/listing-offer.js';
import type { StoredPublication } from '../listings/stored-publication.js';
import { toldOffer } from './stored-offer.js';
import { utcText } from './utc-text.js';

const SELECT = `
  SELECT sku, sent_version, sent_quantity, ${utcText('sent_at')}, acknowledged_version,
         acknowledged_quantity, rejected_code IS NOT NULL, sent_offer, acknowledged_offer
  FROM publication WHERE channel = current_setting('shelfwire.channel')`;

/** What the marketplace was told and what it answered, as earlier owners of the account noted it. */
export const readPublications = (
  dataSource: DataSource,
  channel: string,
  onPublication: (stored: StoredPublication) => void,
): Promise<void> =>
  copyRows(dataSource, SELECT, { 'shelfwire.channel': channel }, (row) =>
    onPublication(toStored(row)),
  );

function toStored(row: CopiedRow): StoredPublication {
  const [sku, sentVersion, sentQuantity, sentAt, version, quantity, isRejected, ...offers] = row;
  const [sentOffer, shownOffer] = offers;
  return {
    // When the source committed it is not stored for what was only sent: its sending stands in.
    sent: {
      sku: sku ?? '',
      version: Number(sentVersion),
      quantity: Number(sentQuantity),
      recordedAt: sentAt ?? '',
      sentAt: sentAt ?? '',
      ...offering(toldOffer(sentOffer)),
    },
    acknowledged:
      typeof version === 'string' && typeof quantity === 'string'
        ? {
            version: Number(version),
            quantity: Number(quantity),
            ...offering(toldOffer(shownOffer)),
          }
        : null,
    isRejected: isRejected === 't',
  };
}
