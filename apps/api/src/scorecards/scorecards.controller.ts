import { Access } from '#access';
import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { z } from 'zod';
import { BAD_QUERY, Describes } from '../http/answers.js';
import { ProblemException } from '../http/problem.js';
import { parameters } from '../http/query.js';
import { drawPdf } from './draw-pdf.js';
import { scorecardSchema } from './scorecard.schema.js';
import { ScorecardsReader } from './scorecards.reader.js';
import { toCsv } from './to-csv.js';

const MONTH = 'a month such as 2026-10';
const monthPath = z.object({ month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, MONTH) });
const query = parameters({
  format: z.enum(['json', 'csv', 'pdf'], 'json, csv or pdf, given once').default('json'),
});

@ApiTags('KPIs')
@Controller('v1/scorecards')
export class ScorecardsController {
  constructor(private readonly reader: ScorecardsReader) {}

  @Get(':month')
  @Access(['viewer'])
  @ApiProduces('application/json', 'text/csv', 'application/pdf')
  @Describes({
    summary: 'What a month came to: for all, and for each channel, location and vendor',
    schema: scorecardSchema,
    refusals: { ...BAD_QUERY, 404: 'A month that has not begun' },
  })
  async read(
    @Param({ schema: monthPath }) { month }: z.infer<typeof monthPath>,
    @Query({ schema: query }) { format }: z.infer<typeof query>,
    @Res() response: Response,
  ): Promise<void> {
    const today = new Date().toISOString().slice(0, 10);
    if (month > today.slice(0, 7)) throw notBegun(month);
    const scorecard = scorecardSchema.parse(await this.reader.read(month, today));
    if (format === 'json') {
      response.json(scorecard);
      return;
    }
    response.attachment(`scorecard-${month}.${format}`);
    response.send(format === 'csv' ? toCsv(scorecard) : await drawPdf(scorecard));
  }
}

const notBegun = (month: string): ProblemException =>
  new ProblemException(
    404,
    'month_not_begun',
    'A month to come',
    `${month} has not begun yet, by UTC. Ask for this month or one before it.`,
  );
