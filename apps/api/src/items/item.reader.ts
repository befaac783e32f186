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

/** Reads one item within a snapshot that the caller holds. */
@Injectable()
export class ItemReader {
  constructor(@Inject(POLICY) private readonly policy: Policy) {}

  /** @throws ProblemException 404, naming the nearest sku */
  async item(db: Db, sku: string): Promise<ItemRow> {
    const item = await itemBySku(db, sku);
    if (item) return item;
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
    const rows = await listingsOf(db, item.sku, only === undefined ? known : [only], item.channels);
    return rows.map((row) => toListing(row, item));
  }
}
