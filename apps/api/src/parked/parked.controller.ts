import { Access } from '#access';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { ReadDatabase } from '../database/read-database.js';
import { readable } from '../format/bytes.js';
import { iso } from '../format/instants.js';
import { Answers, BAD_QUERY } from '../http/answers.js';
import { pageOf } from '../http/page.js';
import { limit, parameters } from '../http/query.js';
import { parkedConditions } from './decision.schema.js';
import { parkedGroups, parkedPage, type ParkedRow } from './parked.queries.js';
import {
  parkedGroupsSchema,
  parkedPageSchema,
  type Parked,
  type ParkedGroups,
  type ParkedPage,
} from './parked.schema.js';

const CURSOR = '`next` of the page before';

const query = parameters({
  after: z
    .string(CURSOR)
    .regex(/^\d{1,18}$/, CURSOR)
    .optional(),
  limit: limit(50, 200),
  ...parkedConditions,
});

@ApiTags('Operations')
@Controller('v1/parked')
export class ParkedController {
  constructor(private readonly database: ReadDatabase) {}

  @Get()
  @Access(['viewer'])
  @Answers('Messages that can never work, set aside; newest first', parkedPageSchema, BAD_QUERY)
  async list(
    @Query({ schema: query }) { after, limit, ...filter }: z.infer<typeof query>,
  ): Promise<ParkedPage> {
    const found = await this.database.snapshot((db) =>
      parkedPage(db, { ids: [], ...filter }, after ?? null, limit + 1),
    );
    const { rows, next } = pageOf(found, limit, ({ id }) => id);
    return { parked: rows.map(toParked), next };
  }

  @Get('groups')
  @Access(['viewer'])
  @Answers('How many are set aside, by topic and code', parkedGroupsSchema, BAD_QUERY)
  async groups(@Query({ schema: parameters({}) }) _query: object): Promise<ParkedGroups> {
    const rows = await this.database.snapshot(parkedGroups);
    return {
      groups: rows.map(({ newest_at: newestAt, ...group }) => ({
        ...group,
        newestAt: iso(newestAt),
      })),
    };
  }
}

const toParked = ({ parked_at, key, value, edited, ...row }: ParkedRow): Parked => ({
  ...row,
  key: readable(key),
  value: readable(value),
  edited: readable(edited),
  parkedAt: iso(parked_at),
});
