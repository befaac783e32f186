import { Access } from '#access';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { ReadDatabase } from '../database/read-database.js';
import { iso } from '../format/instants.js';
import { Answers, BAD_QUERY, UNKNOWN_ITEM } from '../http/answers.js';
import { pageOf } from '../http/page.js';
import { limit, parameters, plainText, skuPath, type SkuPath } from '../http/query.js';
import { itemsPage } from './item.queries.js';
import { ItemReader } from './item.reader.js';
import { MadeListingsReader } from './made-listings.reader.js';
import { itemSchema, itemsPageSchema, type Item, type ItemsPage } from './item.schema.js';

const listQuery = parameters({
  search: plainText(200).optional(),
  after: plainText(200).default(''),
  limit: limit(50, 500),
});

@ApiTags('Stock')
@Controller('v1/items')
export class ItemsController {
  constructor(
    private readonly database: ReadDatabase,
    private readonly items: ItemReader,
    private readonly made: MadeListingsReader,
  ) {}

  @Get()
  @Access(['viewer'])
  @Answers('Items by sku; search finds a part of the sku', itemsPageSchema, BAD_QUERY)
  async list(@Query({ schema: listQuery }) query: z.infer<typeof listQuery>): Promise<ItemsPage> {
    const { search = null, after, limit } = query;
    const found = await this.database.snapshot((db) => itemsPage(db, search, after, limit + 1));
    const { rows, next } = pageOf(found, limit, ({ sku }) => sku);
    const items = rows.map(({ sku, version, channels, recorded_at, applied_at }) => ({
      sku,
      version: Number(version),
      channels,
      recordedAt: iso(recorded_at),
      appliedAt: iso(applied_at),
    }));
    return { items, next };
  }

  @Get(':sku')
  @Access(['viewer'])
  @Answers('One item: positions by location, numbers by channel', itemSchema, UNKNOWN_ITEM)
  one(
    @Param({ schema: skuPath }) { sku }: SkuPath,
    @Query({ schema: parameters({}) }) _query: object,
  ): Promise<Item> {
    return this.database.snapshot(async (db) => {
      const item = await this.items.item(db, sku);
      return {
        sku,
        version: Number(item.version),
        policyVersion: item.policy_version,
        recordedAt: iso(item.recorded_at),
        appliedAt: iso(item.applied_at),
        positions: await this.items.positions(db, item),
        channels: await this.items.listings(db, item),
        listings: [...(await this.made.read(db, sku)).listings],
      };
    });
  }
}
