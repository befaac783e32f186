import { Access } from '#access';
import { formatQuantity } from '#domain';
import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { ReadDatabase } from '../database/read-database.js';
import { decimal, quantityOf } from '../format/decimal.js';
import { iso, isoOrNull } from '../format/instants.js';
import { decimalText, instant, wholeText } from '../format/schemas.js';
import { Answers, BAD_QUERY } from '../http/answers.js';
import { ProblemException } from '../http/problem.js';
import { parameters } from '../http/query.js';
import {
  claimExceptions,
  overclaimed,
  resolveException,
  type ExceptionRow,
} from './exception.queries.js';
import { orderSchema } from './to-held.js';

const exceptionSchema = z
  .object({
    id: wholeText,
    kind: z
      .enum(['unmatched', 'commit_refused', 'order_short'])
      .describe(
        'unmatched: the authority never showed the order; commit_refused: it had expired and its units were gone; order_short: the order could not be had in full',
      ),
    channel: z.string(),
    claim: z.uuid().nullable(),
    order: orderSchema,
    detail: z.string(),
    raisedAt: instant,
    resolvedAt: instant.nullable(),
  })
  .meta({ id: 'ClaimException' });

const exceptionsSchema = z
  .object({
    exceptions: z.array(exceptionSchema).describe('newest first, at most 500'),
    overclaimed: z
      .array(
        z.object({
          sku: z.string(),
          location: z.string(),
          availableBase: decimalText,
          claimed: decimalText,
          excess: decimalText.describe('claimed beyond what there is'),
        }),
      )
      .describe('places where stock has fallen below what is claimed; they sell nothing'),
  })
  .meta({ id: 'ClaimExceptions' });

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
  list(
    @Query({ schema: query }) { state }: z.infer<typeof query>,
  ): Promise<z.infer<typeof exceptionsSchema>> {
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
  ): Promise<z.infer<typeof exceptionSchema>> {
    const row = await resolveException(this.dataSource.manager, id);
    if (row) return toException(row);
    throw new ProblemException(404, 'unknown_exception', 'Unknown exception', `There is no ${id}.`);
  }
}

const toException = (row: ExceptionRow): z.infer<typeof exceptionSchema> => ({
  id: row.id,
  kind: row.kind,
  channel: row.channel,
  claim: row.claim,
  order: { type: row.order_type, id: row.order_id },
  detail: row.detail,
  raisedAt: iso(row.raised_at),
  resolvedAt: isoOrNull(row.resolved_at),
});
