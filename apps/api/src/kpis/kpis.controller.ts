import { Access } from '#access';
import { KPI_DIMENSIONS, KPIS } from '#domain';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Answers, BAD_QUERY } from '../http/answers.js';
import { BadQueryException } from '../http/bad-query.js';
import { parameters, plainText } from '../http/query.js';
import { kpisSchema, type Kpis } from './kpi.schema.js';
import { KpisReader } from './kpis.reader.js';

const DAY_MS = 86_400_000;
const USUAL_DAYS = 28;
const MOST_DAYS = 400;
const DATE = 'a date such as 2026-10-31, given once';
const IDS = KPIS.map(({ id }) => id);

const query = parameters({
  from: z.iso.date(DATE).optional(),
  to: z.iso.date(DATE).optional(),
  dimension: z.enum(KPI_DIMENSIONS, `one of: ${KPI_DIMENSIONS.join(', ')}`).default('all'),
  subject: plainText(200).optional(),
  kpi: z.enum(IDS, `one of: ${IDS.join(', ')}`).optional(),
});

const dateOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

@ApiTags('KPIs')
@Controller('v1/kpis')
export class KpisController {
  constructor(private readonly reader: KpisReader) {}

  @Get()
  @Access(['viewer'])
  @Answers('KPIs over some days, 28 if nothing is said, and of each of them', kpisSchema, BAD_QUERY)
  read(@Query({ schema: query }) asked: z.infer<typeof query>): Promise<Kpis> {
    const { dimension, subject, kpi } = asked;
    const to = asked.to ?? dateOf(Date.now());
    const from = asked.from ?? dateOf(Date.parse(to) - (USUAL_DAYS - 1) * DAY_MS);
    const days = (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;
    if (days < 1 || days > MOST_DAYS) {
      const message = `1 to ${MOST_DAYS} days, from not after to`;
      throw new BadQueryException([{ message, path: ['from'] }]);
    }
    return this.reader.read({ from, to, dimension, subject, kpi });
  }
}
