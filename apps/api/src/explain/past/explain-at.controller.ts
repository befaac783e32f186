import { Access } from '#access';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Answers, UNKNOWN_ITEM } from '../../http/answers.js';
import { limit, parameters, pastInstant, plainText } from '../../http/query.js';
import { ExplainReader } from '../explain.reader.js';
import { explainSchema, type Explain } from '../explain.schema.js';
import { PastExplanationReader } from './past-explanation.reader.js';

const query = parameters({
  sku: plainText(200),
  channel: plainText(63).optional(),
  at: pastInstant.optional(),
  limit: limit(20, 200),
});

@ApiTags('Stock')
@Controller('v1/explain')
export class ExplainAtController {
  constructor(
    private readonly present: ExplainReader,
    private readonly past: PastExplanationReader,
  ) {}

  @Get()
  @Access(['viewer'])
  @Answers(
    "Why a channel's number is what it is, or was at a moment: what was there, who said so, what was sent",
    explainSchema,
    UNKNOWN_ITEM,
  )
  one(
    @Query({ schema: query }) { sku, channel, at, limit }: z.infer<typeof query>,
  ): Promise<Explain> {
    return at === undefined
      ? this.present.read(sku, channel, limit)
      : this.past.read({ sku, channel, at, limit });
  }
}
