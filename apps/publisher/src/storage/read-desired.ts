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
