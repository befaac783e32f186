import { Access } from '#access';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answers, BAD_QUERY } from '../http/answers.js';
import { parameters } from '../http/query.js';
import { sourcesSchema, type SourceStatus } from './source.schema.js';
import { SourcesReader } from './sources.reader.js';

@ApiTags('Operations')
@Controller('v1/sources')
export class SourcesController {
  constructor(private readonly sources: SourcesReader) {}

  @Get()
  @Access(['viewer'])
  @Answers('Sources of the policy: alive or stale, newest change', sourcesSchema, BAD_QUERY)
  async list(
    @Query({ schema: parameters({}) }) _query: object,
  ): Promise<{ sources: SourceStatus[] }> {
    return { sources: await this.sources.read() };
  }
}
