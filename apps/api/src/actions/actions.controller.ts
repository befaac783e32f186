import { Access } from '#access';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { ReadDatabase } from '../database/read-database.js';
import { iso } from '../format/instants.js';
import { Answers, BAD_QUERY } from '../http/answers.js';
import { pageOf } from '../http/page.js';
import { limit, parameters } from '../http/query.js';
import { actionsBefore } from './action.queries.js';
import { actionsSchema, type Actions } from './action.schema.js';

const CURSOR = '`next` of the page before';
const query = parameters({
  after: z
    .string(CURSOR)
    .regex(/^\d{1,18}$/, CURSOR)
    .optional(),
  limit: limit(50, 200),
});

@ApiTags('Operations')
@Controller('v1/actions')
export class ActionsController {
  constructor(private readonly database: ReadDatabase) {}

  @Get()
  @Access(['viewer'])
  @Answers('What people, keys and programs did to the installation', actionsSchema, BAD_QUERY)
  async list(
    @Query({ schema: query }) { after, limit: most }: z.infer<typeof query>,
  ): Promise<Actions> {
    const found = await this.database.snapshot((db) => actionsBefore(db, after ?? null, most + 1));
    const { rows, next } = pageOf(found, most, ({ id }) => id);
    return {
      actions: rows.map(({ at, key_id: id, key_name: name, ...row }) => ({
        ...row,
        at: iso(at),
        key: id === null ? null : { id, name },
      })),
      next,
    };
  }
}
