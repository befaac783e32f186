import { Access } from '#access';
import { nearest, POLICY, type Policy } from '#config';
import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { ReadDatabase } from '../database/read-database.js';
import { decimal } from '../format/decimal.js';
import { isoOrNull } from '../format/instants.js';
import { Answers, BAD_QUERY } from '../http/answers.js';
import { unknownLocation } from '../http/problem.js';
import { limit, parameters, plainText } from '../http/query.js';
import { candidates, lookAt } from './count.queries.js';
import { countListSchema, type CountListAnswer } from './count.schema.js';

const query = parameters({ location: plainText(63), limit: limit(50, 500) });

@ApiTags('Stock')
@Controller('v1/counts')
export class CountsController {
  constructor(
    private readonly database: ReadDatabase,
    @Inject(POLICY) private readonly policy: Policy,
  ) {}

  @Get('list')
  @Access(['viewer'])
  @Answers('What should be counted at a location, and why, most pressing first', countListSchema, {
    ...BAD_QUERY,
    404: 'Unknown location; the answer names the nearest',
  })
  async list(
    @Query({ schema: query }) { location, limit: most }: z.infer<typeof query>,
  ): Promise<CountListAnswer> {
    const { locations } = this.policy;
    if (!Object.hasOwn(locations, location)) {
      throw unknownLocation(location, nearest(location, Object.keys(locations)));
    }
    const [look, rows] = await this.database.snapshot(async (db) => [
      await lookAt(db, location),
      await candidates(db, location, most),
    ]);
    return {
      location,
      lookedAt: isoOrNull(look?.looked_at ?? null),
      items: look?.items ?? 0,
      candidates: rows.map((row) => ({
        sku: row.sku,
        risk: row.risk,
        book: decimal(row.book),
        perDay: row.per_day,
        countedAt: isoOrNull(row.counted_at),
        reasons: [...row.terms],
      })),
    };
  }
}
