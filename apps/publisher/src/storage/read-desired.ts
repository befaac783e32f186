import { copyRows } from '#storage';
import type { DataSource } from 'typeorm';
import type { Desired } from '../listings/listing.js';
import { offering } from '../listings/listing-offer.js';
import { computedOffer } from './stored-offer.js';
import { utcText } from './utc-text.js';

const SELECT = `
  SELECT sku, version, channels ->> current_setting('shelfwire.channel'), ${utcText('recorded_at')},
         offers -> current_setting('shelfwire.channel')
  FROM item WHERE channels ? current_setting('shelfwire.channel')`;

/** What every item of a channel shall show, from the availability stage's table `item`. */
export const readDesired = (
  dataSource: DataSource,
  channel: string,
  onDesired: (desired: Desired) => void,
): Promise<void> =>
  copyRows(dataSource, SELECT, { 'shelfwire.channel': channel }, (row) => {
    const [sku, version, quantity, recordedAt, offer] = row;
    onDesired({
      sku: sku ?? '',
      version: Number(version),
      quantity: Number(quantity),
      recordedAt: recordedAt ?? '',
      ...offering(computedOffer(typeof offer === 'string' ? JSON.parse(offer) : null)),
    });
  });

/** The numbers of some items. */
export async function readNumbers(
  dataSource: DataSource,
  channel: string,
  skus: readonly string[],
  onDesired: (desired: Desired) => void,
): Promise<void> {
  const rows = await dataSource.query<NumberRow[]>(
    `SELECT sku, version, (channels ->> $1)::int AS quantity, ${utcText('recorded_at')} AS recorded_at,
            offers -> $1 AS offer
     FROM item WHERE sku = ANY ($2) AND channels ? $1`,
    [channel, skus],
  );
  for (const { sku, version, quantity, recorded_at: recordedAt, offer } of rows) {
    const number = { sku, version: Number(version), quantity, recordedAt };
    onDesired({ ...number, ...offering(computedOffer(offer)) });
  }
}

interface NumberRow {
  sku: string;
  version: string;
  quantity: number;
  recorded_at: string;
  offer: unknown;
}
