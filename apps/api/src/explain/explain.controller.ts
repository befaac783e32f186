import { Access } from '#access';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { Answers, UNKNOWN_ITEM } from '../http/answers.js';
import { limit, parameters, plainText, skuPath, type SkuPath } from '../http/query.js';
import { explainSchema, type Explain } from './explain.schema.js';
import { ExplainReader } from './explain.reader.js';

const query = parameters({ channel: plainText(63).optional(), limit: limit(20, 200) });

@ApiTags('Stock')
@Controller('v1/items/:sku/explain')
export class ExplainController {
  constructor(private readonly explain: ExplainReader) {}

  @Get()
  @Access(['viewer'])
  @Answers(
    "Why a channel's number is what it is: formula, positions, rows, ledger, causes",
    explainSchema,
    UNKNOWN_ITEM,
  )
  one(
    @Param({ schema: skuPath }) { sku }: SkuPath,
    @Query({ schema: query }) { channel, limit }: z.infer<typeof query>,
  ): Promise<Explain> {
    return this.explain.read(sku, channel, limit);
  }
}
