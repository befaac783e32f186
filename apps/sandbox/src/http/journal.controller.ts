import { Controller, Get, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { z } from 'zod';
import { Journal } from '../journal/journal.js';
import { ACCOUNTS } from '../sandbox.config.js';
import { badRequest, refuse } from './answers.js';

const journalQuery = z.strictObject({
  account: z.enum(ACCOUNTS).optional(),
  after: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(5000).default(500),
});

@Controller('v1/journal')
export class JournalController {
  constructor(private readonly journal: Journal) {}

  /** Cheap enough to poll: the lines go from the file into the answer as they are. */
  @Get()
  async read(@Query() query: unknown, @Res() response: Response): Promise<void> {
    const wanted = journalQuery.safeParse(query);
    if (!wanted.success) return refuse(response, badRequest(wanted.error));
    const { account, after, limit } = wanted.data;
    const lines = await this.journal.read({ account, after, limit });
    response.type('json').send(`{"calls":[${lines.join(',')}]}`);
  }
}
