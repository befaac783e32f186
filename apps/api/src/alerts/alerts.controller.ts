import { Access } from '#access';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { ReadDatabase } from '../database/read-database.js';
import { Answers, BAD_QUERY } from '../http/answers.js';
import { parameters } from '../http/query.js';
import { alerts } from './alert.queries.js';
import { alertsSchema, type Alert } from './alert.schema.js';
import { toAlert } from './to-alert.js';

const query = parameters({
  state: z.enum(['open', 'all'], 'open or all, given once').default('open'),
});

@ApiTags('Operations')
@Controller('v1/alerts')
export class AlertsController {
  constructor(private readonly database: ReadDatabase) {}

  @Get()
  @Access(['viewer'])
  @Answers('Alerts, newest first, at most 500', alertsSchema, BAD_QUERY)
  async list(
    @Query({ schema: query }) { state }: z.infer<typeof query>,
  ): Promise<{ alerts: Alert[] }> {
    const rows = await this.database.snapshot((db) => alerts(db, state === 'open'));
    return { alerts: rows.map(toAlert) };
  }
}
