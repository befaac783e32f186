import { Access } from '#access';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { Answers, BAD_QUERY } from '../http/answers.js';
import { limit, parameters, plainText } from '../http/query.js';
import { journeysSchema, type Journeys } from './journey.schema.js';
import type { Wanted } from './journey.queries.js';
import { JourneysReader } from './journeys.reader.js';

const WAYS = 'either event, or sku, or source with table and row';

const asked = parameters({
  event: plainText(1100).optional(),
  sku: plainText(200).optional(),
  source: plainText(63).optional(),
  table: plainText(200).optional(),
  row: plainText(1100).optional(),
  limit: limit(1, 20),
});

type Asked = Omit<z.infer<typeof asked>, 'limit'>;

/** @returns undefined: none of the ways, or more than one */
function wantedBy({ event, sku, source, table, row }: Asked): Wanted | undefined {
  const isRow = source !== undefined && table !== undefined && row !== undefined;
  const isPartOfRow = [source, table, row].some((part) => part !== undefined);
  const ways = [event !== undefined, sku !== undefined, isPartOfRow].filter(Boolean).length;
  if (ways !== 1) return undefined;
  if (event !== undefined) return { by: 'event', event };
  if (sku !== undefined) return { by: 'sku', sku };
  return isRow ? { by: 'row', source, table, row } : undefined;
}

const query = asked.refine((given) => wantedBy(given) !== undefined, {
  error: WAYS,
  path: ['event'],
});

@ApiTags('Stock')
@Controller('v1/journeys')
export class JourneysController {
  constructor(private readonly journeys: JourneysReader) {}

  @Get()
  @Access(['viewer'])
  @Answers(
    'The way of a change through every stage: by its event, its source row, or the newest of a sku',
    journeysSchema,
    BAD_QUERY,
  )
  async list(
    @Query({ schema: query }) { limit, ...ways }: z.infer<typeof query>,
  ): Promise<Journeys> {
    const wanted = wantedBy(ways);
    return { journeys: wanted ? await this.journeys.read(wanted, limit) : [] };
  }
}
