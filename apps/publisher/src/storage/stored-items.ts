import type { AvailabilityV1 } from '#contracts';
import type { OfferStatus } from '#domain';
import type { DataSource } from 'typeorm';
import { computedOffer } from './stored-offer.js';
import { readPages } from './read-pages.js';

/** An item's newest numbers, of every channel, and what some of them may say beside. */
export interface ItemNumbers extends Pick<
  AvailabilityV1,
  'sku' | 'version' | 'channels' | 'recordedAt'
> {
  /** by channel */
  readonly offers?: Readonly<Record<string, ItemOffer | undefined>> | undefined;
}

interface ItemOffer {
  readonly status: OfferStatus;
  /** UTC date */
  readonly availableFrom?: string | null | undefined;
}

interface Row {
  sku: string;
  version: string;
  channels: Record<string, number>;
  recorded_at: Date;
  offers: Record<string, unknown> | null;
}

const SELECT = 'SELECT sku, version, channels, recorded_at, offers FROM item';
/** A row is stamped before it is committed, by another process's clock. */
const OVERLAP_SECONDS = 30;

/** What has changed of the availability stage's table `item`, which is only read here. */
export class StoredItems {
  /** database time up to which changes were read */
  private readUntil: Date | undefined;

  constructor(private readonly dataSource: DataSource) {}

  /**
   * What was written since the call before, with some overlap. The first call only notes the time:
   * whoever begins reads everything.
   */
  async readChanged(onItem: (item: ItemNumbers) => void): Promise<void> {
    const since = this.readUntil;
    const [clock] = await this.dataSource.query<{ now: Date }[]>('SELECT now() AS now');
    if (since) await this.readSince(since, onItem);
    this.readUntil = clock?.now;
  }

  private readSince(since: Date, onItem: (item: ItemNumbers) => void): Promise<void> {
    const newer = `${SELECT} WHERE applied_at > $1::timestamptz - $2 * interval '1 second'`;
    const parameters = [since, OVERLAP_SECONDS];
    return readPages<Row>(this.dataSource, newer, parameters, (row) => onItem(toNumbers(row)));
  }
}

const toNumbers = ({ sku, version, channels, recorded_at: at, offers }: Row): ItemNumbers => ({
  sku,
  version: Number(version),
  channels,
  recordedAt: at.toISOString(),
  offers: Object.fromEntries(
    Object.entries(offers ?? {}).map(([channel, stored]) => [channel, computedOffer(stored)]),
  ),
});
