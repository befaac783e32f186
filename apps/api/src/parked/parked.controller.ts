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
import { parkedPage, type ParkedRow } from './parked.queries.js';
import { parkedPageSchema, type Parked, type ParkedPage } from './parked.schema.js';

const CURSOR = '`next` of the page before';

const query = parameters({
  after: z
    .string(CURSOR)
    .regex(/^\d{1,18}$/, CURSOR)
    .optional(),
  limit: limit(50, 200),
});

@ApiTags('Operations')
@Controller('v1/parked')
export class ParkedController {
  constructor(private readonly database: ReadDatabase) {}

  @Get()
  @Access(['viewer'])
  @Answers('Messages that can never work, set aside; newest first', parkedPageSchema, BAD_QUERY)
  async list(
    @Query({ schema: query }) { after, limit }: z.infer<typeof query>,
  ): Promise<ParkedPage> {
    const found = await this.database.snapshot((db) => parkedPage(db, after ?? null, limit + 1));
    const { rows, next } = pageOf(found, limit, ({ id }) => id);
    return { parked: rows.map(toParked), next };
  }
}

const toParked = ({ parked_at, key, value, ...row }: ParkedRow): Parked => ({
  ...row,
  key: readable(key),
  value: readable(value),
  parkedAt: iso(parked_at),
});
