import { Access } from '#access';
import { formatQuantity } from '#domain';
import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { ReadDatabase } from '../database/read-database.js';
import { decimal, quantityOf } from '../format/decimal.js';
import { iso, isoOrNull } from '../format/instants.js';
import { Answers, BAD_QUERY } from '../http/answers.js';
import { ProblemException } from '../http/problem.js';
import { parameters } from '../http/query.js';
import {
  claimExceptions,
  overclaimed,
  resolveException,
  type ExceptionRow,
} from './exception.queries.js';
import {
  exceptionSchema,
  exceptionsSchema,
  type ClaimException,
  type ClaimExceptions,
} from './exception.schema.js';

const query = parameters({
  state: z.enum(['open', 'all'], 'open or all, given once').default('open'),
});
const idPath = z.object({ id: z.string().regex(/^\d{1,18}$/, "an exception's id") });

@ApiTags('Reservations')
@Controller('v1/exceptions')
export class ExceptionsController {
  constructor(
    private readonly database: ReadDatabase,
    private readonly dataSource: DataSource,
  ) {}

  @Get()
  @Access(['viewer'])
  @Answers('Orders and claims that stock does not answer for', exceptionsSchema, BAD_QUERY)
  list(@Query({ schema: query }) { state }: z.infer<typeof query>): Promise<ClaimExceptions> {
    return this.database.snapshot(async (db) => ({
      exceptions: (await claimExceptions(db, state === 'open')).map(toException),
      overclaimed: (await overclaimed(db)).map(({ sku, location, available_base, claimed }) => ({
        sku,
        location,
        availableBase: decimal(available_base),
        claimed: decimal(claimed),
        excess: formatQuantity(quantityOf(claimed) - quantityOf(available_base)),
      })),
    }));
  }

  @Post(':id/resolve')
  @Access(['operator'], 'exception.resolve')
  @Answers('Somebody has seen to it', exceptionSchema, { ...BAD_QUERY, 404: 'Unknown exception' })
  async resolve(
    @Param({ schema: idPath }) { id }: z.infer<typeof idPath>,
    @Query({ schema: parameters({}) }) _query: object,
  ): Promise<ClaimException> {
    const row = await resolveException(this.dataSource.manager, id);
    if (row) return toException(row);
    throw new ProblemException(404, 'unknown_exception', 'Unknown exception', `There is no ${id}.`);
  }
}

const toException = (row: ExceptionRow): ClaimException => ({
  id: row.id,
  kind: row.kind,
  channel: row.channel,
  claim: row.claim,
  order: { type: row.order_type, id: row.order_id },
  detail: row.detail,
  raisedAt: iso(row.raised_at),
  resolvedAt: isoOrNull(row.resolved_at),
});
