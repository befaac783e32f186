import { Access } from '#access';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { ReadDatabase } from '../database/read-database.js';
import { readable } from '../format/bytes.js';
import { iso, secondsBetween } from '../format/instants.js';
import { Answers, BAD_QUERY } from '../http/answers.js';
import { pageOf } from '../http/page.js';
import { limit, parameters } from '../http/query.js';
import { waitingCursor, writeCursor } from './waiting-cursor.js';
import { waitingPage, type WaitingRow } from './waiting.queries.js';
import { waitingPageSchema, type Waiting, type WaitingPage } from './waiting.schema.js';

const query = parameters({ after: waitingCursor.optional(), limit: limit(50, 200) });

@ApiTags('Operations')
@Controller('v1/waiting')
export class WaitingController {
  constructor(private readonly database: ReadDatabase) {}

  @Get()
  @Access(['viewer'])
  @Answers('Changes that wait for a reference; oldest first', waitingPageSchema, BAD_QUERY)
  async list(
    @Query({ schema: query }) { after, limit }: z.infer<typeof query>,
  ): Promise<WaitingPage> {
    const found = await this.database.snapshot((db) => waitingPage(db, after ?? null, limit + 1));
    const { rows, next } = pageOf(found, limit, writeCursor);
    const now = new Date();
    return { waiting: rows.map((row) => toWaiting(row, now)), next };
  }
}

const toWaiting = ({ waiting_since, key, ...row }: WaitingRow, now: Date): Waiting => ({
  ...row,
  key: readable(key),
  waitingSince: iso(waiting_since),
  ageSeconds: secondsBetween(waiting_since, now),
});
