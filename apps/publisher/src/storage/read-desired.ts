import { copyRows } from '#storage';
import type { DataSource } from 'typeorm';
import type { Desired } from '../listings/listing.js';
import { utcText } from './utc-text.js';

const SELECT = `
  SELECT sku, version, channels ->> current_setting('shelfwire.channel'), ${utcText('recorded_at')}
  FROM item WHERE channels ? current_setting('shelfwire.channel')`;

/** What every item of a channel shall show, from the availability stage's table `item`. */
export const readDesired = (
  dataSource: DataSource,
  channel: string,
  onDesired: (desired: Desired) => void,
): Promise<void> =>
  copyRows(dataSource, SELECT, { 'shelfwire.channel': channel }, (row) => {
    const [sku, version, quantity, recordedAt] = row;
    onDesired({
      sku: sku ?? '',
      version: Number(version),
      quantity: Number(quantity),
      recordedAt: recordedAt ?? '',
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
    `SELECT sku, version, (channels ->> $1)::int AS quantity, ${utcText('recorded_at')} AS recorded_at
     FROM item WHERE sku = ANY ($2) AND channels ? $1`,
    [channel, skus],
  );
  for (const { sku, version, quantity, recorded_at: recordedAt } of rows) {
    onDesired({ sku, version: Number(version), quantity, recordedAt });
  }
}

interface NumberRow {
  sku: string;
  version: string;
  quantity: number;
  recorded_at: string;
}
