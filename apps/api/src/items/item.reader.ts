import { nearest, POLICY, type Policy } from '#config';
import { Inject, Injectable } from '@nestjs/common';
import type { Db } from '../database/read-database.js';
import { unknownChannel, unknownItem } from '../http/problem.js';
import { itemBySku, similarSkus, type ItemRow } from './item.queries.js';
import type { ListingState, Position } from './item.schema.js';
import { listingsOf } from './listing.queries.js';
import { positionsOf } from './position.queries.js';
import { toListing } from './to-listing.js';
import { toPosition } from './to-position.js';

const byCode = (a: string, b: string): number => (a < b ? -1 : 1);

/** Reads one item within a snapshot that the caller holds. */
@Injectable()
export class ItemReader {
  constructor(@Inject(POLICY) private readonly policy: Policy) {}

  /** @throws ProblemException 404, naming the nearest sku */
  async item(db: Db, sku: string): Promise<ItemRow> {
    return (await itemBySku(db, sku)) ?? this.unknown(db, sku);
  }

  /** @throws ProblemException 404, naming the nearest sku */
  async unknown(db: Db, sku: string): Promise<never> {
    throw unknownItem(sku, nearest(sku, await similarSkus(db, sku)));
  }

  async positions(db: Db, { partition, sku }: ItemRow): Promise<Position[]> {
    return (await positionsOf(db, partition, sku)).map(toPosition);
  }

  /**
   * @param only one channel's id; undefined for all that the policy or the item names
   * @throws ProblemException 404, naming the nearest channel
   */
  async listings(db: Db, item: ItemRow, only?: string): Promise<ListingState[]> {
    const known = [
      ...new Set([...Object.keys(this.policy.channels), ...Object.keys(item.channels)]),
    ];
    if (only !== undefined && !known.includes(only)) {
      throw unknownChannel(only, nearest(only, known));
    }
    const { sku } = item;
    const channels = only === undefined ? known.toSorted(byCode) : [only];
    const rows = await listingsOf(
      db,
      channels.map((channel) => ({ channel, sku, units: item.channels[channel] ?? null })),
    );
    return rows.map((row) => toListing(row, item, this.ignores(row.channel)));
  }

  private ignores(channel: string): boolean {
    const { channels } = this.policy;
    return Object.hasOwn(channels, channel) && channels[channel]?.unlisted === 'ignore';
  }
}
